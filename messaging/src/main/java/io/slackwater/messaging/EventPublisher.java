// SPDX-License-Identifier: Apache-2.0
package io.slackwater.messaging;

import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.event.WireRecord;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/** Publishes events on the topics they belong on. Thread-safe. */
@Singleton
public final class EventPublisher {

  private final EventCodec codec = new EventCodec();
  private final MutinyEmitter<Record<String, byte @Nullable []>> emitter;

  EventPublisher(@Channel("events-out") MutinyEmitter<Record<String, byte @Nullable []>> emitter) {
    this.emitter = emitter;
  }

  /** Publishes an event; the Uni completes when the brokers have acknowledged it. */
  public Uni<Void> publish(Envelope<?> envelope) {
    return publish(codec.encode(envelope));
  }

  /** Publishes an encoded event; the Uni completes when the brokers have acknowledged it. */
  public Uni<Void> publish(WireRecord record) {
    Headers headers = new RecordHeaders();
    record
        .headers()
        .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    OutgoingKafkaRecordMetadata<String> metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withTopic(record.topic())
            .withHeaders(headers)
            .build();
    return emitter.sendMessage(
        Message.of(Record.of(record.key(), record.value())).addMetadata(metadata));
  }
}
