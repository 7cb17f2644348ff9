// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.messaging;

import io.slackwater.contracts.application.ApplicationEvent;
import io.slackwater.contracts.application.InventoryEvent;
import io.slackwater.contracts.application.NamespacesListed;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.InvalidNameException;
import io.slackwater.discovery.application.AnnouncementException;
import io.slackwater.discovery.application.ApplicationAnnouncer;
import io.slackwater.messaging.EventPublisher;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** Announces on {@code applications.<cluster>}, which keeps the last word on each application. */
@Singleton
final class KafkaAnnouncer implements ApplicationAnnouncer {

  private static final Logger LOGGER = Logger.getLogger(KafkaAnnouncer.class);
  private static final String SOURCE = "discovery-service";
  private static final Duration ACKNOWLEDGED = Duration.ofSeconds(30);
  private static final Duration READ = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(500);

  private final EventPublisher publisher;
  private final Clock clock;
  private final Map<String, Object> broker;

  KafkaAnnouncer(
      EventPublisher publisher,
      Clock clock,
      @Identifier("default-kafka-broker") Map<String, Object> broker) {
    this.publisher = publisher;
    this.clock = clock;
    this.broker = Map.copyOf(broker);
  }

  @Override
  public Set<ApplicationId> announced(ClusterId cluster) {
    String topic = Topic.APPLICATIONS.topicName(cluster);
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return read(cluster, consumer, consumer.endOffsets(partitions));
    } catch (KafkaException e) {
      throw new AnnouncementException(cluster, "topic " + topic + " cannot be read", e);
    }
  }

  @Override
  public void announce(InventoryEvent event) {
    ClusterId cluster =
        switch (event) {
          case ApplicationEvent application -> application.application().cluster();
          case NamespacesListed namespaces -> namespaces.cluster();
        };
    EventMetadata metadata =
        new EventMetadata(
            UUID.randomUUID().toString(), SOURCE, clock.instant(), cluster, null, null, null);
    try {
      publisher.publish(new Envelope<>(metadata, event)).await().atMost(ACKNOWLEDGED);
    } catch (RuntimeException e) {
      // The publisher hands on whatever the client and the connector throw.
      throw new AnnouncementException(cluster, event.key() + " cannot be announced", e);
    }
  }

  private Set<ApplicationId> read(
      ClusterId cluster, KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    long deadline = System.nanoTime() + READ.toNanos();
    Set<ApplicationId> announced = new HashSet<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      if (System.nanoTime() > deadline) {
        throw new AnnouncementException(cluster, "announcements were not read in time", null);
      }
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (!NamespacesListed.keyOf(cluster).equals(record.key())) {
          note(announced, record);
        }
      }
    }
    return announced;
  }

  private static void note(Set<ApplicationId> announced, ConsumerRecord<String, byte[]> record) {
    try {
      ApplicationId application = ApplicationId.parse(String.valueOf(record.key()));
      if (record.value() == null) {
        announced.remove(application);
      } else {
        announced.add(application);
      }
    } catch (InvalidNameException e) {
      LOGGER.warnf(
          "Record is not an application's topic=%s partition=%d offset=%d reason=%s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new KafkaConsumer<>(settings);
  }
}
