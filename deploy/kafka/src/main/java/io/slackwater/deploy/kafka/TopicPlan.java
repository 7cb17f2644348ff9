// SPDX-License-Identifier: Apache-2.0
package io.slackwater.deploy.kafka;

import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.id.ClusterId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The topics that a fleet needs, from the contract's table. Immutable.
 *
 * @param topics every topic, dead letters among them
 */
public record TopicPlan(List<Planned> topics) {

  private static final Set<Topic> READ_BY_SERVICES =
      EnumSet.complementOf(EnumSet.of(Topic.RESTORE_POINTS, Topic.ALERTS));
  private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);
  private static final int DEAD_LETTER_PARTITIONS = 1;
  // A dead letter is the record as it was, with headers that say why it lies there.
  private static final int DEAD_LETTER_HEADERS_BYTES = 64 * 1024;

  /** Copies the list. */
  public TopicPlan {
    topics = List.copyOf(topics);
  }

  /**
   * A topic to be.
   *
   * @param configuration Kafka's own topic settings
   */
  public record Planned(String name, int partitions, Map<String, String> configuration) {

    /** Copies the map. */
    public Planned {
      configuration = Map.copyOf(configuration);
    }
  }

  /** The topics of a hub with these clusters. */
  public static TopicPlan forClusters(List<ClusterId> clusters) {
    List<Planned> topics = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      namesOf(topic, clusters)
          .forEach(
              name -> {
                topics.add(new Planned(name, topic.partitions(), configuration(topic)));
                if (READ_BY_SERVICES.contains(topic)) {
                  topics.add(deadLetters(name));
                }
              });
    }
    return new TopicPlan(topics);
  }

  private static Stream<String> namesOf(Topic topic, List<ClusterId> clusters) {
    return topic.perCluster()
        ? clusters.stream().map(topic::topicName)
        : Stream.of(topic.topicName());
  }

  private static Map<String, String> configuration(Topic topic) {
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("max.message.bytes", String.valueOf(Topic.MAX_RECORD_BYTES));
    switch (topic.retention()) {
      case Topic.Retention.For kept -> {
        configuration.put("cleanup.policy", "delete");
        configuration.put("retention.ms", String.valueOf(kept.time().toMillis()));
      }
      case Topic.Retention.Compacted ignored -> configuration.put("cleanup.policy", "compact");
    }
    return configuration;
  }

  private static Planned deadLetters(String name) {
    return new Planned(
        Topic.deadLetters(name),
        DEAD_LETTER_PARTITIONS,
        Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            String.valueOf(DEAD_LETTERS_KEPT.toMillis()),
            "max.message.bytes",
            String.valueOf(Topic.MAX_RECORD_BYTES + DEAD_LETTER_HEADERS_BYTES)));
  }
}
