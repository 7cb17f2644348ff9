// SPDX-License-Identifier: Apache-2.0
package io.slackwater.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slackwater.contracts.event.ContractJson;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.event.WireRecord;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Adds events to the transaction that makes them true; {@link OutboxRelay} publishes them after it.
 * The service's schema holds the table {@code outbox(id bigint generated always as identity primary
 * key, topic text not null, record_key text, headers jsonb not null, value bytea, created_at
 * timestamptz not null default now())}. Thread-safe.
 */
@Singleton
public final class Outbox {

  private static final String INSERT =
      "insert into outbox (topic, record_key, headers, value)"
          + " values (:topic, :key, cast(cast(:headers as text) as jsonb), decode(cast(:value as text), 'hex'))";

  private final EventCodec codec = new EventCodec();
  private final JsonMapper json = ContractJson.mapper();

  /** Adds an event inside the session's transaction. */
  public Uni<Void> append(Mutiny.Session session, Envelope<?> envelope) {
    WireRecord record = codec.encode(envelope);
    byte[] value = record.value();
    return session
        .createNativeQuery(INSERT)
        .setParameter("topic", record.topic())
        .setParameter("key", record.key())
        .setParameter("headers", headers(record.headers()))
        .setParameter("value", value == null ? "" : HexFormat.of().formatHex(value))
        .executeUpdate()
        .replaceWithVoid();
  }

  private String headers(Map<String, String> headers) {
    try {
      return new String(json.writeValueAsBytes(headers), StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts can be written", e);
    }
  }
}
