// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a hold has come, in the order in which it comes there.
 *
 * @see Gate
 */
enum Border {
  /** Everybody said that they are prepared; nobody is barred. */
  PREPARED(false, 0, false),
  /** The cooperating writer is barred, the database is not. */
  FIRST_BARRIER(false, 0, false),
  /** All are barred; no snapshot is asked for. */
  ALL_BARRIERS(true, 0, false),
  /** One snapshot of two is asked for. */
  FIRST_SNAPSHOT(true, 1, false),
  /** Both are asked for; nobody asked yet whether they are cut. */
  ALL_SNAPSHOTS(true, 2, false),
  /** The database goes on, the cooperating writer is barred. */
  HALF_RELEASED(false, 2, false),
  /** All go on; the record of the seal is not written. */
  BEFORE_SEALED(false, 2, false),
  /** As before, and the dump reads what the hold shows. */
  DUMPS_STARTED(false, 2, false),
  /** The record is written and the seal told; the snapshots are not finished. */
  AFTER_SEALED(false, 2, true);

  private final boolean database;
  private final int snapshots;
  private final boolean sealed;

  Border(boolean database, int snapshots, boolean sealed) {
    this.database = database;
    this.snapshots = snapshots;
    this.sealed = sealed;
  }

  /** Whether what was found in the cluster is so at this border. */
  boolean shows(Sight sight) {
    return sight.databaseBarred() == database
        && sight.snapshots() == snapshots
        && sight.sealed() == sealed;
  }

  /**
   * How long a hold can be kept here: less than anything waits for an answer or bounds the hold.
   * When nobody waits for a session, that is a request to the API.
   */
  Duration stays() {
    return switch (this) {
      case PREPARED, FIRST_BARRIER, HALF_RELEASED -> Duration.ofMillis(2900);
      default -> Duration.ofSeconds(6);
    };
  }

  /** As the table of docs/hold-kills.md names it. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * What a look at the cluster found of a hold.
   *
   * @param databaseBarred whether a session of the hold has its locks
   * @param snapshots how many VolumeSnapshots are of the hold
   * @param sealed whether its seal is on record
   */
  record Sight(boolean databaseBarred, int snapshots, boolean sealed) {}
}
