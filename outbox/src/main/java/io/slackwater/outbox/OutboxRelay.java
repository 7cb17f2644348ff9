// SPDX-License-Identifier: Apache-2.0
package io.slackwater.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.slackwater.contracts.event.WireRecord;
import io.slackwater.messaging.EventPublisher;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox in the order of its ids and deletes what the brokers acknowledged. One
 * replica of a service relays at a time (an advisory lock of the transaction). A crash between
 * acknowledgement and commit publishes the batch again, under the same event ids: at least once.
 */
@Singleton
public final class OutboxRelay {

  private static final Logger LOGGER = Logger.getLogger(OutboxRelay.class);
  private static final String TRY_LOCK =
      "select pg_try_advisory_xact_lock(hashtext('slackwater.outbox')) as locked";
  private static final String NEXT =
      "select id, topic, record_key, headers, value from outbox order by id limit $1";
  private static final String DELETE = "delete from outbox where id = any($1)";

  private final Pool pool;
  private final EventPublisher publisher;
  private final OutboxConfig config;
  private final AtomicBoolean failing = new AtomicBoolean();
  private @Nullable Cancellable ticking;

  OutboxRelay(Pool pool, EventPublisher publisher, OutboxConfig config) {
    this.pool = pool;
    this.publisher = publisher;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    ticking =
        Multi.createFrom()
            .ticks()
            .every(config.pollInterval())
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> drain())
            .subscribe()
            .with(sent -> {}, failure -> LOGGER.error("The outbox relay ended", failure));
  }

  void stop(@Observes ShutdownEvent event) {
    if (ticking != null) {
      ticking.cancel();
    }
  }

  /** Publishes until the outbox is empty; a failure is tried again with the next tick. */
  private Uni<Integer> drain() {
    return pool.withTransaction(this::publishBatch)
        .flatMap(sent -> sent < config.batchSize() ? Uni.createFrom().item(sent) : drain())
        .invoke(this::recovered)
        .onFailure()
        .invoke(this::failed)
        .onFailure()
        .recoverWithItem(0);
  }

  /** Once for each outage: it is tried several times a second. */
  private void failed(Throwable failure) {
    if (failing.compareAndSet(false, true)) {
      LOGGER.warn("The outbox cannot be emptied; it is tried until it can", failure);
    }
  }

  private void recovered() {
    if (failing.compareAndSet(true, false)) {
      LOGGER.info("The outbox is emptied again");
    }
  }

  private Uni<Integer> publishBatch(SqlConnection connection) {
    return connection
        .query(TRY_LOCK)
        .execute()
        .flatMap(
            locked ->
                locked.iterator().next().getBoolean("locked")
                    ? publishLocked(connection)
                    : Uni.createFrom().item(0));
  }

  private Uni<Integer> publishLocked(SqlConnection connection) {
    return connection
        .preparedQuery(NEXT)
        .execute(Tuple.of(config.batchSize()))
        .flatMap(rows -> publishAll(rows).flatMap(ids -> delete(connection, ids)));
  }

  private Uni<List<Long>> publishAll(RowSet<Row> rows) {
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(
            row -> publisher.publish(recordOf(row)).replaceWith(row.getLong("id")))
        .collect()
        .asList();
  }

  private static Uni<Integer> delete(SqlConnection connection, List<Long> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    return connection
        .preparedQuery(DELETE)
        .execute(Tuple.of(new ArrayList<>(ids).toArray(Long[]::new)))
        .replaceWith(ids.size());
  }

  private static WireRecord recordOf(Row row) {
    JsonObject headers = row.getJsonObject("headers");
    Map<String, String> texts =
        headers.stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    byte[] value = row.getBuffer("value").getBytes();
    return new WireRecord(
        row.getString("topic"),
        row.getString("record_key"),
        texts,
        value.length == 0 ? null : value);
  }
}
