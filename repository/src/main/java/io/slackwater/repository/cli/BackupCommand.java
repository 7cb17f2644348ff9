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

/** Backs up paths, or the standard input. */
final class BackupCommand implements Command {

  private static final Option STDIN = Option.flag("stdin", "Backs up the standard input.");
  private static final Option STDIN_FILENAME =
      Option.of("stdin-filename", "PATH", "Its path in the snapshot (default: stdin).");
  private static final Option TAG =
      Option.of("tag", "TAG[,TAG]", "A tag of the snapshot; may be repeated.");
  private static final Option HOST =
      Option.of('H', "host", "NAME", "The host name in the snapshot.");
  private static final Option EXCLUDE =
      Option.of(
          'e',
          "exclude",
          "PATTERN",
          "A glob pattern of names or, with a slash, of whole paths to leave out.");
  private static final Option FORCE = Option.flag('f', "force", "Reads unchanged files again.");
  private static final Option CHANGED_RANGES =
      Option.of(
          "changed-ranges",
          "PATH=FILE",
          "A list of lines OFFSET LENGTH: all of PATH that may differ from the parent snapshot.");

  @Override
  public Syntax syntax() {
    return new Syntax(
        "backup",
        "PATH...",
        0,
        Integer.MAX_VALUE,
        "Backs up paths, or the standard input, as one snapshot.",
        List.of(STDIN, STDIN_FILENAME, TAG, HOST, EXCLUDE, FORCE, CHANGED_RANGES));
  }

  @Override
  public int run(Invocation line) throws IOException {
    Arguments arguments = line.arguments();
    boolean stdin = arguments.has(STDIN);
    List<Path> paths = arguments.words().stream().map(Path::of).toList();
    if (stdin == !paths.isEmpty()) {
      throw new UsageException("name paths to back up, or use --stdin; not both");
    }
    Output output = line.output();
    String host = arguments.last(HOST);
    String hostname = host == null ? GlobalOptions.hostname() : host;
    SnapshotLabels labels = new SnapshotLabels(arguments.split(TAG), hostname, null);
    Control control = line.control();
    try (Repository repository = line.open()) {
      SnapshotResult result =
          stdin
              ? repository.backupStream(streamPath(arguments), System.in, labels, control)
              : repository.backup(source(paths, arguments), labels, control);
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

  private static String streamPath(Arguments arguments) {
    String given = arguments.last(STDIN_FILENAME);
    return given == null ? "stdin" : given;
  }

  private static DirectorySource source(List<Path> paths, Arguments arguments) {
    Map<Path, List<ChangedRange>> ranges = new LinkedHashMap<>();
    for (String entry : arguments.all(CHANGED_RANGES)) {
      int equals = entry.indexOf('=');
      if (equals < 0) {
        throw new UsageException("--changed-ranges PATH=FILE, not " + entry);
      }
      ranges.put(
          Path.of(entry.substring(0, equals)).toAbsolutePath().normalize(),
          ranges(Path.of(entry.substring(equals + 1))));
    }
    return new DirectorySource(paths, arguments.all(EXCLUDE), arguments.has(FORCE), ranges);
  }

  private static List<ChangedRange> ranges(Path list) {
    try {
      List<ChangedRange> ranges = new ArrayList<>();
      for (String line : Files.readAllLines(list)) {
        String[] parts = line.strip().split("\\s+", -1);
        ranges.add(new ChangedRange(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
      }
      return ranges;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new UsageException(
          "%s is no list of lines OFFSET LENGTH: %s".formatted(list, e.getMessage()));
    }
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
