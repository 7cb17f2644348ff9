// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.application.CatalogReader;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the catalog from PostgreSQL. Thread-safe. */
@Singleton
final class PgCatalogReader implements CatalogReader {
  private static final String RUNS =
      """
      select r.id, r.kind, r.state, r.application, r.restore_point, r.correlation_id, r.created_at,
        r.document::text,
        (select count(*) from task t where t.run_id = r.id),
        (select count(*) from task t where t.run_id = r.id
          and t.status in ('SUCCEEDED', 'FAILED', 'CANCELLED', 'EXPIRED'))
      from run r
      where ($1::text is null or r.application = $1)
        and ($2::text is null or r.state = $2)
        and ($3::text is null or r.correlation_id = $3)
        and ($4::text is null or r.kind = $4)
        and ($5::timestamptz is null or (r.created_at, r.id) < ($5, $6::text))
      order by r.created_at desc, r.id desc
      limit $7
      """;
  private static final String RESTORE_POINTS =
      """
      select document::text
      from restore_point
      where ($1::text is null or application = $1)
        and ($2::text is null or state = $2)
        and ($3::timestamptz is null or (created_at, id) < ($3, $4::text))
      order by created_at desc, id desc
      limit $5
      """;
  private static final String RESTORE_POINT =
      """
      select p.document::text, array(
        select run_id from restore_point_pin where restore_point = p.id order by run_id)
      from restore_point p where p.id = $1
      """;
  private static final String APPLICATIONS =
      "select document::text from application where $1::text is null or cluster = $1 order by id";

  private final Pool pool;

  PgCatalogReader(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Page<RunSummary>> runs(RunFilter filter, PageRequest page) {
    return pool.preparedQuery(RUNS)
        .execute(
            Tuple.tuple()
                .addString(filter.application())
                .addString(filter.state())
                .addString(filter.correlationId())
                .addString(filter.kind())
                .addOffsetDateTime(time(page.after()))
                .addString(id(page.after()))
                .addInteger(page.limit() + 1))
        .map(
            rows ->
                page(
                    all(rows, PgCatalogReader::summary),
                    page.limit(),
                    run -> new PageKey(run.createdAt(), run.id())));
  }

  @Override
  public Uni<Page<RestorePoint>> restorePoints(RestorePointFilter filter, PageRequest page) {
    return pool.preparedQuery(RESTORE_POINTS)
        .execute(
            Tuple.tuple()
                .addString(filter.application())
                .addString(filter.state())
                .addOffsetDateTime(time(page.after()))
                .addString(id(page.after()))
                .addInteger(page.limit() + 1))
        .map(
            rows ->
                page(
                    all(rows, row -> Json.read(row.getString(0), RestorePoint.class)),
                    page.limit(),
                    point -> new PageKey(point.createdAt(), point.id().value())));
  }

  @Override
  public Uni<Optional<PinnedRestorePoint>> restorePoint(RestorePointId id) {
    return pool.preparedQuery(RESTORE_POINT)
        .execute(Tuple.of(id.value()))
        .map(
            rows ->
                all(
                        rows,
                        row ->
                            new PinnedRestorePoint(
                                Json.read(row.getString(0), RestorePoint.class),
                                List.of(row.getArrayOfStrings(1)).stream()
                                    .map(RunId::new)
                                    .toList()))
                    .stream()
                    .findFirst());
  }

  @Override
  public Uni<List<ApplicationDiscovered>> applications(@Nullable ClusterId cluster) {
    return pool.preparedQuery(APPLICATIONS)
        .execute(Tuple.tuple().addString(cluster == null ? null : cluster.value()))
        .map(rows -> all(rows, row -> Json.read(row.getString(0), ApplicationDiscovered.class)));
  }

  private static RunSummary summary(Row row) {
    RunDocument document = Json.read(row.getString(7), RunDocument.class);
    return new RunSummary(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getOffsetDateTime(6).toInstant(),
        document.settledAt(),
        document.reasons(),
        row.getLong(8).intValue(),
        row.getLong(9).intValue());
  }

  private static <T> Page<T> page(List<T> found, int limit, Function<T, PageKey> key) {
    return found.size() <= limit
        ? new Page<>(found, null)
        : new Page<>(found.subList(0, limit), key.apply(found.get(limit - 1)));
  }

  private static @Nullable OffsetDateTime time(@Nullable PageKey key) {
    return key == null ? null : key.createdAt().atOffset(ZoneOffset.UTC);
  }

  private static @Nullable String id(@Nullable PageKey key) {
    return key == null ? null : key.id();
  }

  private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> map) {
    return StreamSupport.stream(rows.spliterator(), false).map(map).toList();
  }
}
