// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.application.SupervisionView;
import io.slackwater.catalog.domain.Beat;
import io.slackwater.catalog.domain.WatchedAttempt;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.ExecutorHeartbeat;
import io.slackwater.contracts.task.ExecutorKind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** What the supervisor looks at, in PostgreSQL. Thread-safe. */
@Singleton
final class PgSupervisionView implements SupervisionView {
  private static final String HEARD =
      """
      insert into executor (id, cluster, kind, sequence, seen_at, working)
      values ($1, $2, $3, $4, now(), $5)
      on conflict (id, cluster) do update
        set sequence = excluded.sequence, seen_at = excluded.seen_at, working = excluded.working
        where executor.sequence < excluded.sequence
      """;

  /** An executor that has said nothing for an hour is not looked at: no instance comes back. */
  private static final String BEATS =
      "select id, cluster, kind, sequence, working from executor"
          + " where seen_at > now() - interval '1 hour'";

  private static final String FORGET =
      "delete from executor where seen_at < now() - interval '1 day'";

  private static final String IN_WORK =
      """
      select t.run_id, t.id, t.attempt, t.sequence, t.executor, t.kind, t.cluster
      from task t join run r on r.id = t.run_id
      where t.status in ('ACCEPTED', 'WAITING', 'RUNNING') and not r.settled
        and t.executor is not null and t.kind is not null
      """;

  private static final String DUE =
      """
      select distinct t.run_id
      from task t join run r on r.id = t.run_id
      where t.status in ('PLANNED', 'QUEUED', 'ACCEPTED', 'WAITING', 'RUNNING') and not r.settled
        and (t.due_at <= $1 or (t.attempt > 0 and t.not_after < $2))
      union
      select id from run where not settled and kind is not null and cancel_deadline <= $1
      """;

  private static final String UNPLANNED =
      """
      select r.id from run r
      where r.kind is null and not r.settled and r.created_at < $1
        and not exists (select 1 from task t where t.run_id = r.id and t.not_after >= $2)
      """;

  private final Pool pool;

  PgSupervisionView(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Void> heard(ExecutorHeartbeat heartbeat) {
    return pool.preparedQuery(HEARD)
        .execute(
            Tuple.of(
                heartbeat.executor().value(),
                heartbeat.cluster().value(),
                heartbeat.kind().name(),
                heartbeat.sequence(),
                new JsonArray(Json.write(heartbeat.working()))))
        .replaceWithVoid();
  }

  @Override
  public Uni<Observation> observe() {
    return pool.query(BEATS)
        .execute()
        .flatMap(
            beats ->
                pool.query(IN_WORK)
                    .execute()
                    .map(
                        attempts ->
                            new Observation(
                                all(beats, PgSupervisionView::beat),
                                all(attempts, PgSupervisionView::attempt))));
  }

  @Override
  public Uni<List<RunId>> due(Instant now, Instant overdue) {
    return pool.preparedQuery(DUE)
        .execute(Tuple.of(utc(now), utc(overdue)))
        .map(rows -> all(rows, row -> new RunId(row.getString(0))));
  }

  @Override
  public Uni<List<RunId>> unplanned(Instant unheard, Instant overdue) {
    return pool.preparedQuery(UNPLANNED)
        .execute(Tuple.of(utc(unheard), utc(overdue)))
        .map(rows -> all(rows, row -> new RunId(row.getString(0))));
  }

  @Override
  public Uni<Void> forgetGone() {
    return pool.query(FORGET).execute().replaceWithVoid();
  }

  private static Beat beat(Row row) {
    return new Beat(
        new ExecutorId(row.getString(0)),
        new ClusterId(row.getString(1)),
        ExecutorKind.valueOf(row.getString(2)),
        row.getLong(3),
        working(row.getJsonArray(4)));
  }

  private static Set<ExecutorHeartbeat.Working> working(JsonArray listed) {
    Set<ExecutorHeartbeat.Working> working = new HashSet<>();
    for (int i = 0; i < listed.size(); i++) {
      working.add(Json.read(listed.getJsonObject(i).encode(), ExecutorHeartbeat.Working.class));
    }
    return working;
  }

  private static WatchedAttempt attempt(Row row) {
    return new WatchedAttempt(
        new RunId(row.getString(0)),
        new TaskId(row.getString(1)),
        row.getInteger(2),
        row.getLong(3),
        new ExecutorId(row.getString(4)),
        ExecutorKind.valueOf(row.getString(5)),
        new ClusterId(row.getString(6)));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> map) {
    return StreamSupport.stream(rows.spliterator(), false).map(map).toList();
  }
}
