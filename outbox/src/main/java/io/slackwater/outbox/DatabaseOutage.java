// SPDX-License-Identifier: Apache-2.0
package io.slackwater.outbox;

import io.slackwater.messaging.Outage;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/**
 * Tells failures of the connection to the database from failures of what was asked of it.
 * Thread-safe.
 */
@Singleton
public final class DatabaseOutage implements Outage {

  /** Classes of SQLSTATE: connection, resources, and the operator's intervention. */
  private static final List<String> CLASSES = List.of("08", "53", "57P");

  private static final int DEPTH = 10;

  @Override
  public boolean isBehind(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < DEPTH; i++) {
      if (isOutage(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isOutage(Throwable cause) {
    return switch (cause) {
      case PgException postgres ->
          postgres.getSqlState() != null
              && CLASSES.stream().anyMatch(postgres.getSqlState()::startsWith);
      case IOException network -> true;
      case ClosedConnectionException closed -> true;
      case NoStackTraceThrowable pool -> true; // a time limit of the pool
      case VertxException transport -> true;
      default -> false;
    };
  }
}
