// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.restore.PathFilter;
import io.slackwater.repository.restore.RestoreRequest;
import io.slackwater.repository.restore.RestoreResult;
import io.slackwater.repository.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Restores a snapshot, or a part of it. */
@Command(name = "restore", description = "Restores a snapshot, or a part of it, to a directory.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class RestoreCommand implements Callable<Integer> {

  @ParentCommand private RepositoryCommand parent;
  @Mixin private final FilterOptions filter = new FilterOptions();

  @Parameters(
      index = "0",
      paramLabel = "ID[:PATH]",
      description =
          "A snapshot's id, prefix, or latest; with :PATH the content of that directory comes right into the target.")
  private String id;

  @Option(
      names = {"-t", "--target"},
      required = true,
      description = "The directory to restore to.")
  private Path target;

  @Option(
      names = {"-i", "--include"},
      description =
          "A pattern of what to restore, nothing else; /x/*.log from the root, others at any depth.")
  private List<String> includes = new ArrayList<>();

  @Option(
      names = {"-e", "--exclude"},
      description = "A pattern of what not to restore.")
  private List<String> excludes = new ArrayList<>();

  @Option(names = "--verify", description = "Reads every restored file again and compares it.")
  private boolean verify;

  @Option(names = "--sparse", description = "Restores runs of zeros as holes; always done.")
  private boolean sparse;

  @Override
  public Integer call() {
    Output output = parent.output();
    int colon = id.indexOf(':');
    String wanted = colon < 0 ? id : id.substring(0, colon);
    String subPath = colon < 0 ? "/" : id.substring(colon + 1);
    PathFilter paths = paths();
    try (Repository repository = parent.options().open()) {
      Snapshot snapshot = repository.findSnapshot(wanted, filter.filter());
      RestoreResult result =
          repository.restore(
              new RestoreRequest(snapshot.id(), subPath, target, paths, verify),
              parent.control(output));
      result.warnings().forEach(output::warn);
      output.result(
          output
              .message("summary")
              .put("total_files", result.files())
              .put("files_restored", result.files())
              .put("dirs_restored", result.directories())
              .put("total_bytes", result.bytes())
              .put("bytes_restored", result.bytes())
              .put("seconds_elapsed", result.duration().toMillis() / 1000.0)
              .put("warnings", result.warnings().size()),
          "restored %s%d files, %d bytes of snapshot %s to %s"
              .formatted(
                  verify ? "and verified " : "",
                  result.files(),
                  result.bytes(),
                  snapshot.id().shortHex(),
                  target));
    }
    return ExitCode.OK;
  }

  private PathFilter paths() {
    try {
      return PathFilter.of(includes, excludes);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
