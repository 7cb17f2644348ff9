// SPDX-License-Identifier: Apache-2.0
package io.slackwater.deploy.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slackwater.contracts.event.ContractJson;
import io.slackwater.contracts.event.EventType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A record in a topic of dead letters: the original, and headers {@code dead-letter-*} that say why
 * it lies there.
 *
 * @param replayed whether a replay has passed it
 */
record DeadLetter(ConsumerRecord<byte[], byte[]> record, boolean replayed) {

  private static final String HEADERS = "dead-letter-";
  private static final String REASON = HEADERS + "reason";
  private static final String PARTITION = HEADERS + "partition";
  private static final String OFFSET = HEADERS + "offset";
  private static final String TYPE = "ce_type";
  private static final String DEAD_LETTERS = ".dlq";
  private static final JsonMapper JSON = ContractJson.mapper();

  /** The topic it came from. */
  String origin() {
    String topic = record.topic();
    return topic.substring(0, topic.length() - DEAD_LETTERS.length());
  }

  /**
   * The record it is of. Each service that reads a topic dead-letters what it cannot read, so that
   * one record may lie here several times. Empty where the headers do not say.
   */
  Optional<String> source() {
    return header(PARTITION)
        .flatMap(
            partition -> header(OFFSET).map(offset -> origin() + "/" + partition + "/" + offset));
  }

  /** Why it lies here. */
  String reason() {
    return header(REASON).orElse("no reason given");
  }

  /** The CloudEvents type. */
  String type() {
    return header(TYPE).orElse("no type");
  }

  /** Whether it is a task that no executor would start any more. */
  boolean expired(Instant now) {
    return notAfter().filter(now::isAfter).isPresent();
  }

  /** The original, to be published again. */
  ProducerRecord<byte[], byte[]> again() {
    List<Header> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      if (!header.key().startsWith(HEADERS)) {
        headers.add(header);
      }
    }
    return new ProducerRecord<>(origin(), null, null, record.key(), record.value(), headers);
  }

  private Optional<Instant> notAfter() {
    if (!type().equals(EventType.TASK_PLANNED.type()) || record.value() == null) {
      return Optional.empty();
    }
    try {
      JsonNode notAfter = JSON.readTree(record.value()).path("notAfter");
      return notAfter.isTextual()
          ? Optional.of(Instant.parse(notAfter.textValue()))
          : Optional.empty();
    } catch (IOException | DateTimeException e) {
      return Optional.empty(); // unreadable: the reader will say so again
    }
  }

  private Optional<String> header(String name) {
    Headers headers = record.headers();
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
