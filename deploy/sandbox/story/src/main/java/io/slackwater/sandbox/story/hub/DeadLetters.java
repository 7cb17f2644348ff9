// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.hub;

import io.slackwater.sandbox.story.StoryException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The dead-letter topics. Thread-safe. */
public final class DeadLetters {

  private static final String SUFFIX = ".dlq";

  private final String bootstrapServers;

  /** Those of a broker. */
  public DeadLetters(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** How many records each topic of dead letters has ever taken. */
  public Map<String, Long> counts() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<String> topics =
          admin.listTopics().names().get().stream()
              .filter(name -> name.endsWith(SUFFIX))
              .collect(Collectors.toSet());
      Map<TopicPartition, OffsetSpec> ends =
          admin.describeTopics(topics).allTopicNames().get().values().stream()
              .flatMap(
                  topic ->
                      topic.partitions().stream()
                          .map(part -> new TopicPartition(topic.name(), part.partition())))
              .collect(Collectors.toMap(part -> part, part -> OffsetSpec.latest()));
      Map<String, Long> counts = new TreeMap<>();
      for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
          admin.listOffsets(ends).all().get().entrySet()) {
        counts.merge(end.getKey().topic(), end.getValue().offset(), Long::sum);
      }
      return counts;
    } catch (ExecutionException e) {
      throw new StoryException("Kafka does not tell its dead letters", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryException("interrupted while counting dead letters", e);
    }
  }

  /** The topics that have some, a line each. */
  public static List<String> told(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .filter(topic -> topic.getValue() > 0)
        .map(topic -> "%s has %d".formatted(topic.getKey(), topic.getValue()))
        .toList();
  }
}
