// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.snapshot.SnapshotFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which snapshots a command concerns. */
final class FilterOptions {

  @Option(names = "--tag", split = ",", description = "Only snapshots with all these tags.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = {"-H", "--host"},
      description = "Only snapshots of this host.")
  private @Nullable String host;

  @Option(names = "--path", description = "Only snapshots of this absolute path.")
  private List<String> paths = new ArrayList<>();

  SnapshotFilter filter() {
    return new SnapshotFilter(tags, host, paths);
  }
}
