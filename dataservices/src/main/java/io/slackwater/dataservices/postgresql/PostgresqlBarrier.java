// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import io.slackwater.dataservices.exec.ShellScript;
import io.slackwater.dataservices.hold.Barrier;
import io.slackwater.dataservices.hold.BarrierRequest;
import java.util.List;

/**
 * Bars the writers of every database of a server: one transaction each, with every table and the
 * catalogs that a new table, a large object or a new database would be written to locked in share
 * mode. A try lasts half a second, less than any session takes to look for a deadlock, so that none
 * but ours gives way.
 */
final class PostgresqlBarrier {

  private static final String SCRIPT = ShellScript.load(PostgresqlBarrier.class, "barrier.sh");
  private static final String DATABASES =
      ShellScript.load(PostgresqlBarrier.class, "databases.sql");
  private static final String RAISE = ShellScript.load(PostgresqlBarrier.class, "raise.sql");
  private static final String PROVE = ShellScript.load(PostgresqlBarrier.class, "prove.sql");

  private PostgresqlBarrier() {}

  static Barrier raise(PostgresqlClient client, BarrierRequest request) {
    List<String> command =
        List.of(
            "sh",
            "-c",
            SCRIPT,
            "barrier",
            String.valueOf(request.maxHold().toMillis()),
            String.valueOf(request.raiseTimeout().toMillis()),
            DATABASES,
            RAISE,
            PROVE);
    return client.named("slackwater:" + request.holdId() + ":barrier").raise(command, request);
  }
}
