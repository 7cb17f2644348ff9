// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.maintenance.SnapshotStats;
import io.slackwater.repository.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Counts what snapshots hold. */
@Command(name = "stats", description = "Counts what snapshots hold.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class StatsCommand implements Callable<Integer> {

  @ParentCommand private RepositoryCommand parent;
  @Mixin private final FilterOptions filter = new FilterOptions();

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Snapshots (default: all).")
  private List<String> ids = new ArrayList<>();

  @Override
  public Integer call() {
    Output output = parent.output();
    try (Repository repository = parent.options().open()) {
      List<Snapshot> chosen =
          ids.isEmpty()
              ? repository.snapshots(filter.filter())
              : ids.stream().map(id -> repository.findSnapshot(id, filter.filter())).toList();
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
