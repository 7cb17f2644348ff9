// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.snapshot.SnapshotFilter;
import java.util.ArrayList;
import java.util.List;

/** Which snapshots a command concerns. */
final class FilterOptions {

  private static final Option TAG =
      Option.of("tag", "TAG[,TAG]", "Only snapshots with all these tags.");
  private static final Option HOST = Option.of('H', "host", "NAME", "Only snapshots of this host.");
  private static final Option PATH =
      Option.of("path", "PATH", "Only snapshots of this absolute path.");

  private FilterOptions() {}

  /** Returns the options of a command that chooses snapshots, and has these of its own. */
  static List<Option> and(Option... own) {
    List<Option> all = new ArrayList<>(List.of(own));
    all.addAll(List.of(TAG, HOST, PATH));
    return all;
  }

  static SnapshotFilter filter(Arguments arguments) {
    return new SnapshotFilter(arguments.split(TAG), arguments.last(HOST), arguments.all(PATH));
  }
}
