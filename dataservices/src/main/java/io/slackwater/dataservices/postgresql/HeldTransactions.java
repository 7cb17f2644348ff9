// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import io.slackwater.dataservices.exec.ShellScript;
import io.slackwater.dataservices.hold.BarrierPreparation;
import io.slackwater.dataservices.hold.BarrierRequest;
import io.slackwater.dataservices.hold.KeeperRequest;
import io.slackwater.dataservices.hold.SnapshotKeeper;
import java.time.Duration;
import java.util.List;

/**
 * Transactions in every database of a server, open for a bounded time. A barrier's have every table
 * locked in share mode, and the catalogs that a new table, a large object or a new database would
 * be written to; a try to lock lasts half a second, less than any session takes to look for a
 * deadlock, so that none but ours gives way. A keeper's lock nothing and export their snapshots.
 */
final class HeldTransactions {

  private static final String SCRIPT = load("sessions.sh");
  private static final String DATABASES = load("databases.sql");
  private static final String OPEN = load("open.sql");
  private static final String RAISE = load("raise.sql");
  private static final String PROVE = load("prove.sql");

  /**
   * A commit that waits for its record to be on disk, and so for those of all commits before it. A
   * transaction with {@code synchronous_commit} off gives its locks back before that: the barrier
   * would stand, and a copy of the files lack what a dump shows.
   */
  private static final String DURABLE = load("durable.sql");

  private static final String KEEP = load("keep.sql");
  private static final String KEPT = load("kept.sql");

  private HeldTransactions() {}

  private static String load(String name) {
    return ShellScript.load(HeldTransactions.class, name);
  }

  static BarrierPreparation prepareBarrier(
      PostgresqlClient client, BarrierRequest request, Duration atMost) {
    return client
        .named("slackwater:" + request.holdId() + ":barrier")
        .prepareBarrier(
            command(request.maxHold(), request.raiseTimeout(), RAISE, PROVE, DURABLE),
            request,
            atMost);
  }

  static SnapshotKeeper openKeeper(
      PostgresqlClient client, KeeperRequest request, Duration atMost) {
    return client
        .named("slackwater:" + request.holdId() + ":keeper")
        .openKeeper(command(request.keep(), request.keep(), KEEP, KEPT, ""), request, atMost);
  }

  private static List<String> command(
      Duration longest, Duration begin, String sql, String proof, String once) {
    return List.of(
        "sh",
        "-c",
        SCRIPT,
        "sessions",
        String.valueOf(longest.toMillis()),
        String.valueOf(begin.toMillis()),
        DATABASES,
        OPEN,
        sql,
        proof,
        once);
  }
}
