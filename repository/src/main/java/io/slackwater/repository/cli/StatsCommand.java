// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.maintenance.SnapshotStats;
import io.slackwater.repository.snapshot.Snapshot;
import java.util.List;

/** Counts what snapshots hold. */
final class StatsCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "stats",
        "[ID...]",
        0,
        Integer.MAX_VALUE,
        "Counts what snapshots hold, all without an ID.",
        FilterOptions.and());
  }

  @Override
  public int run(Invocation line) {
    Output output = line.output();
    List<String> ids = line.arguments().words();
    try (Repository repository = line.open()) {
      List<Snapshot> chosen =
          ids.isEmpty()
              ? repository.snapshots(FilterOptions.filter(line.arguments()))
              : ids.stream()
                  .map(id -> repository.findSnapshot(id, FilterOptions.filter(line.arguments())))
                  .toList();
      SnapshotStats stats = repository.stats(chosen);
      output.result(
          output
              .message("summary")
              .put("snapshots_count", stats.snapshots())
              .put("total_file_count", stats.files() + stats.directories())
              .put("total_size", stats.logicalBytes())
              .put("total_blob_count", stats.blobs())
              .put("total_stored_size", stats.storedBytes()),
          "%d snapshots, %d files, %d bytes; %d blobs, %d bytes stored"
              .formatted(
                  stats.snapshots(),
                  stats.files(),
                  stats.logicalBytes(),
                  stats.blobs(),
                  stats.storedBytes()));
    }
    return ExitCode.OK;
  }
}
