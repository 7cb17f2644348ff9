// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.application.EventLog;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The event log in PostgreSQL. It is ordered by transaction, then by row, and shows only what no
 * open transaction can still come before: so no reader skips an event, whichever replica wrote it.
 * Thread-safe.
 */
@Singleton
final class PgEventLog implements EventLog {
  private static final String END =
      "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1";
  private static final String AFTER =
      """
      select transaction, id, event_id, source, type, application, run_id, cluster, correlation_id,
        at, data::text
      from event_log
      where (transaction, id) > ($1, $2)
        and transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        and ($3::text is null or application = $3)
        and ($4::text is null or run_id = $4)
      order by transaction, id
      limit $5
      """;
  private static final String TRIM =
      """
      delete from event_log
      where logged_at < now() - make_interval(secs => $1::double precision)
        or id <= (select max(id) from event_log) - $2::bigint
      """;

  private final Pool pool;

  PgEventLog(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Position> end() {
    return pool.query(END)
        .execute()
        .map(rows -> new Position(rows.iterator().next().getLong(0), Long.MAX_VALUE));
  }

  @Override
  public Uni<List<Entry>> after(Position position, Filter filter, int limit) {
    return pool.preparedQuery(AFTER)
        .execute(
            Tuple.tuple()
                .addLong(position.transaction())
                .addLong(position.id())
                .addString(filter.application())
                .addString(filter.run())
                .addInteger(limit))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(PgEventLog::entry).toList());
  }

  @Override
  public Uni<Integer> trim(Bounds bounds) {
    return pool.preparedQuery(TRIM)
        .execute(Tuple.of((double) bounds.keep().toSeconds(), bounds.rows()))
        .map(deleted -> deleted.rowCount());
  }

  private static Entry entry(Row row) {
    return new Entry(
        new Position(row.getLong(0), row.getLong(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getOffsetDateTime(9).toInstant(),
        row.getString(10));
  }
}
