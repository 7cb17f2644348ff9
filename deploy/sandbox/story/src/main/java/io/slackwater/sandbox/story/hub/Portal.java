// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slackwater.sandbox.story.StoryException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Asks for a backup as somebody else's portal would: with a plain Kafka client, by a record written
 * from the AsyncAPI document, without a class of Slackwater.
 */
public final class Portal {

  private static final String TOPIC = "slackwater.requests.v1";

  private final String bootstrapServers;

  /** A portal that reaches Kafka. */
  public Portal(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Publishes a request for a backup; everything that follows from it carries the correlation. */
  public void requestBackup(
      String application, String approach, boolean export, String id, String correlation) {
    String value =
        """
        {"request":"%s","application":"%s","approach":"%s","location":"vault","export":%s,
         "requestedBy":"portal"}"""
            .formatted(id, application, approach, export);
    ProducerRecord<String, String> record = new ProducerRecord<>(TOPIC, application, value);
    Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            id,
            "ce_source",
            "portal",
            "ce_type",
            "io.slackwater.request.backup.v1",
            "ce_subject",
            application,
            "ce_time",
            Instant.now().toString(),
            "ce_correlationid",
            correlation,
            "content-type",
            "application/json")
        .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new StoryException("Kafka did not take the request", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryException("interrupted while requesting a backup", e);
    }
  }
}
