// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.messaging;

import io.slackwater.catalog.application.TopicProgress;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.id.ClusterId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the brokers how far the consumer group of {@code task-events} has come. Thread-safe.
 */
@Singleton
final class KafkaTopicProgress implements TopicProgress {
  private final Admin admin;

  KafkaTopicProgress(Admin admin) {
    this.admin = admin;
  }

  @Override
  public Uni<Map<ClusterId, Progress>> read(Set<ClusterId> clusters) {
    if (clusters.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    List<String> topics = clusters.stream().map(Topic.TASK_EVENTS::topicName).toList();
    return uni(admin.describeTopics(topics).allTopicNames())
        .map(KafkaTopicProgress::partitions)
        .flatMap(
            partitions ->
                offsets(partitions, OffsetSpec.latest())
                    .flatMap(
                        ends ->
                            offsets(partitions, OffsetSpec.earliest())
                                .flatMap(
                                    begins ->
                                        committed().map(done -> byCluster(ends, begins, done)))));
  }

  private Uni<Map<TopicPartition, Long>> offsets(Set<TopicPartition> partitions, OffsetSpec spec) {
    return uni(admin
            .listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> spec)))
            .all())
        .map(
            found ->
                found.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> offset(e.getValue()))));
  }

  private Uni<Map<TopicPartition, @Nullable OffsetAndMetadata>> committed() {
    return uni(
        admin.listConsumerGroupOffsets(TaskEventsConsumer.GROUP).partitionsToOffsetAndMetadata());
  }

  private static Map<ClusterId, Progress> byCluster(
      Map<TopicPartition, Long> ends,
      Map<TopicPartition, Long> begins,
      Map<TopicPartition, @Nullable OffsetAndMetadata> committed) {
    Map<ClusterId, Map<Integer, Long>> endsOf = new HashMap<>();
    Map<ClusterId, Map<Integer, Long>> positionsOf = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          ClusterId cluster = Topic.clusterOf(partition.topic()).orElseThrow();
          OffsetAndMetadata done = committed.get(partition);
          long begin = begins.getOrDefault(partition, 0L);
          long position = done == null ? begin : Math.max(begin, done.offset());
          endsOf.computeIfAbsent(cluster, c -> new HashMap<>()).put(partition.partition(), end);
          positionsOf
              .computeIfAbsent(cluster, c -> new HashMap<>())
              .put(partition.partition(), position);
        });
    return endsOf.keySet().stream()
        .collect(
            Collectors.toMap(
                cluster -> cluster,
                cluster ->
                    new Progress(
                        endsOf.getOrDefault(cluster, Map.of()),
                        positionsOf.getOrDefault(cluster, Map.of()))));
  }

  private static Set<TopicPartition> partitions(Map<String, TopicDescription> topics) {
    return topics.values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(p -> new TopicPartition(topic.name(), p.partition())))
        .collect(Collectors.toSet());
  }

  private static long offset(ListOffsetsResultInfo info) {
    return info.offset();
  }

  /** Goes on where it was asked for: the admin client answers on a thread of its own. */
  private static <T> Uni<T> uni(KafkaFuture<T> future) {
    Context context = Vertx.currentContext();
    Uni<T> answer = Uni.createFrom().completionStage(future.toCompletionStage());
    return context == null
        ? answer
        : answer.emitOn(command -> context.runOnContext(ignored -> command.run()));
  }
}
