// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.restore.PathFilter;
import io.slackwater.repository.restore.RestoreRequest;
import io.slackwater.repository.restore.RestoreResult;
import io.slackwater.repository.snapshot.Snapshot;
import java.nio.file.Path;

/** Restores a snapshot, or a part of it. */
final class RestoreCommand implements Command {

  private static final Option TARGET =
      Option.of('t', "target", "DIRECTORY", "The directory to restore to.");
  private static final Option INCLUDE =
      Option.of(
          'i',
          "include",
          "PATTERN",
          "A pattern of what to restore, nothing else; /x/*.log from the root, others at any depth.");
  private static final Option EXCLUDE =
      Option.of('e', "exclude", "PATTERN", "A pattern of what not to restore.");
  private static final Option VERIFY =
      Option.flag("verify", "Reads every restored file again and compares it.");
  private static final Option SPARSE =
      Option.flag("sparse", "Restores runs of zeros as holes; always done.");

  @Override
  public Syntax syntax() {
    return new Syntax(
        "restore",
        "ID[:PATH]",
        1,
        1,
        "Restores a snapshot, by its id, a prefix of that or latest, to a directory;"
            + " with :PATH the content of that directory comes right into the target.",
        FilterOptions.and(TARGET, INCLUDE, EXCLUDE, VERIFY, SPARSE));
  }

  @Override
  public int run(Invocation line) {
    Output output = line.output();
    Arguments arguments = line.arguments();
    Path target = Path.of(arguments.required(TARGET));
    boolean verify = arguments.has(VERIFY);
    String id = arguments.words().getFirst();
    int colon = id.indexOf(':');
    String wanted = colon < 0 ? id : id.substring(0, colon);
    String subPath = colon < 0 ? "/" : id.substring(colon + 1);
    PathFilter paths = paths(arguments);
    try (Repository repository = line.open()) {
      Snapshot snapshot = repository.findSnapshot(wanted, FilterOptions.filter(arguments));
      RestoreResult result =
          repository.restore(
              new RestoreRequest(snapshot.id(), subPath, target, paths, verify), line.control());
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

  private static PathFilter paths(Arguments arguments) {
    try {
      return PathFilter.of(arguments.all(INCLUDE), arguments.all(EXCLUDE));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
