// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.ChangedRange;
import io.slackwater.repository.archive.DirectorySource;
import io.slackwater.repository.archive.SnapshotResult;
import io.slackwater.repository.archive.UnreadPath;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.SnapshotLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Backs up paths, or the standard input. */
@Command(name = "backup", description = "Backs up paths, or the standard input, as one snapshot.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class BackupCommand implements Callable<Integer> {

  @ParentCommand private RepositoryCommand parent;

  @Parameters(arity = "0..*", paramLabel = "PATH", description = "What to back up.")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--stdin", description = "Backs up the standard input.")
  private boolean stdin;

  @Option(names = "--stdin-filename", description = "Its path in the snapshot (default: stdin).")
  private String stdinFilename = "stdin";

  @Option(names = "--tag", split = ",", description = "A tag of the snapshot; may be repeated.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = {"-H", "--host"},
      description = "The host name in the snapshot.")
  private @Nullable String host;

  @Option(
      names = {"-e", "--exclude"},
      description = "A glob pattern of names or, with a slash, of whole paths to leave out.")
  private List<String> excludes = new ArrayList<>();

  @Option(
      names = {"-f", "--force"},
      description = "Reads unchanged files again.")
  private boolean force;

  @Option(
      names = "--changed-ranges",
      paramLabel = "PATH=FILE",
      description =
          "A list of lines OFFSET LENGTH: all of PATH that may differ from the parent snapshot.")
  private Map<Path, Path> changedRanges = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    if (stdin == !paths.isEmpty()) {
      throw new UsageException("name paths to back up, or use --stdin; not both");
    }
    Output output = parent.output();
    String hostname = host == null ? GlobalOptions.hostname() : host;
    SnapshotLabels labels = new SnapshotLabels(tags, hostname, null);
    Control control = parent.control(output);
    try (Repository repository = parent.options().open()) {
      SnapshotResult result =
          stdin
              ? repository.backupStream(stdinFilename, System.in, labels, control)
              : repository.backup(
                  new DirectorySource(paths, excludes, force, ranges()), labels, control);
      for (String changed : result.changedWhileRead()) {
        output.warn("changed while it was read: " + changed);
      }
      for (UnreadPath unread : result.unread()) {
        output.warn("not read: %s: %s".formatted(unread.path(), unread.reason()));
      }
      output.result(summary(output, result), text(result));
      return result.unread().isEmpty() ? ExitCode.OK : ExitCode.PARTLY_UNREAD;
    }
  }

  private Map<Path, List<ChangedRange>> ranges() {
    Map<Path, List<ChangedRange>> all = new LinkedHashMap<>();
    changedRanges.forEach(
        (path, list) -> {
          List<ChangedRange> ranges = new ArrayList<>();
          try {
            for (String line : Files.readAllLines(list)) {
              String[] parts = line.strip().split("\\s+", -1);
              ranges.add(new ChangedRange(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
            }
          } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UsageException(
                "%s is no list of lines OFFSET LENGTH: %s".formatted(list, e.getMessage()));
          }
          all.put(path.toAbsolutePath().normalize(), ranges);
        });
    return all;
  }

  private static ObjectNode summary(Output output, SnapshotResult result) {
    return output
        .message("summary")
        .put("files_new", result.files().added())
        .put("files_changed", result.files().changed())
        .put("files_unmodified", result.files().unmodified())
        .put("dirs_new", result.directories().added())
        .put("dirs_changed", result.directories().changed())
        .put("dirs_unmodified", result.directories().unmodified())
        .put("data_blobs", result.dataBlobs())
        .put("tree_blobs", result.treeBlobs())
        .put("data_added", result.addedBytes())
        .put("data_added_packed", result.storedBytes())
        .put("total_files_processed", result.files().total())
        .put("total_bytes_processed", result.logicalBytes())
        .put("total_duration", result.duration().toMillis() / 1000.0)
        .put("files_unread", result.unread().size())
        .put("snapshot_id", result.id().hex());
  }

  private static String text(SnapshotResult result) {
    return """
        files: %d new, %d changed, %d unmodified
        added %d bytes (%d stored), processed %d files, %d bytes in %s
        snapshot %s saved"""
        .formatted(
            result.files().added(),
            result.files().changed(),
            result.files().unmodified(),
            result.addedBytes(),
            result.storedBytes(),
            result.files().total(),
            result.logicalBytes(),
            result.duration(),
            result.id().shortHex());
  }
}
