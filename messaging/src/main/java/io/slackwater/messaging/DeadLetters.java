// SPDX-License-Identifier: Apache-2.0
package io.slackwater.messaging;

import io.slackwater.contracts.event.Topic;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/**
 * Writes records that nobody could take to {@code <topic>.dlq}: key, value and headers as they
 * came, and in further headers why and from where.
 */
@Singleton
final class DeadLetters {

  private static final int REASON_LIMIT = 4_000;

  private final MutinyEmitter<Record<String, byte @Nullable []>> emitter;

  DeadLetters(
      @Channel("dead-letters-out") MutinyEmitter<Record<String, byte @Nullable []>> emitter) {
    this.emitter = emitter;
  }

  Uni<Void> write(ConsumerRecord<String, byte[]> record, String reason) {
    Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders(record.headers());
    put(
        headers,
        "dead-letter-reason",
        reason.substring(0, Math.min(reason.length(), REASON_LIMIT)));
    put(headers, "dead-letter-topic", record.topic());
    put(headers, "dead-letter-partition", String.valueOf(record.partition()));
    put(headers, "dead-letter-offset", String.valueOf(record.offset()));
    OutgoingKafkaRecordMetadata<String> metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withTopic(Topic.deadLetters(record.topic()))
            .withHeaders(headers)
            .build();
    return emitter.sendMessage(
        Message.of(Record.of(record.key(), record.value())).addMetadata(metadata));
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
