// SPDX-License-Identifier: Apache-2.0
package io.slackwater.deploy.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a Kafka cluster hold the topics of a plan. Doing it again changes nothing, and two at once
 * do no harm. Thread-safe as far as the given client is.
 */
public final class TopicInstaller {

  private final Admin admin;
  private final Optional<Short> replicationFactor;

  /**
   * Uses a client that the caller closes.
   *
   * @param replicationFactor of topics that are made; the brokers' default when empty
   */
  public TopicInstaller(Admin admin, Optional<Short> replicationFactor) {
    this.admin = admin;
    this.replicationFactor = replicationFactor;
  }

  /** What was done: names of topics that were made, and of those whose settings were changed. */
  public record Installed(List<String> created, List<String> changed, int unchanged) {}

  /**
   * Creates what is missing and sets the settings of what is there.
   *
   * @throws KafkaDeploymentException when the brokers refuse, or a topic that is there has another
   *     number of partitions: keys would change their partition, so that is left to a person
   */
  public Installed install(TopicPlan plan) throws InterruptedException {
    Set<String> present = ask("list topics", admin.listTopics().names());
    List<TopicPlan.Planned> existing = new ArrayList<>();
    List<TopicPlan.Planned> missing = new ArrayList<>();
    for (TopicPlan.Planned topic : plan.topics()) {
      (present.contains(topic.name()) ? existing : missing).add(topic);
    }
    checkPartitions(existing);
    List<String> created = create(missing);
    List<String> changed = configure(existing);
    return new Installed(created, changed, plan.topics().size() - created.size() - changed.size());
  }

  private List<String> create(List<TopicPlan.Planned> topics) throws InterruptedException {
    List<NewTopic> wanted =
        topics.stream()
            .map(
                topic ->
                    new NewTopic(topic.name(), Optional.of(topic.partitions()), replicationFactor)
                        .configs(topic.configuration()))
            .toList();
    List<String> created = new ArrayList<>();
    for (Map.Entry<String, KafkaFuture<Void>> topic :
        admin.createTopics(wanted).values().entrySet()) {
      try {
        topic.getValue().get();
        created.add(topic.getKey());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw refused("create topic " + topic.getKey(), e);
        }
      }
    }
    return created;
  }

  private void checkPartitions(List<TopicPlan.Planned> topics) throws InterruptedException {
    Map<String, TopicDescription> described =
        ask(
            "describe topics",
            admin
                .describeTopics(topics.stream().map(TopicPlan.Planned::name).toList())
                .allTopicNames());
    for (TopicPlan.Planned topic : topics) {
      TopicDescription description = described.get(topic.name());
      int found = description == null ? 0 : description.partitions().size();
      if (found != topic.partitions()) {
        throw new KafkaDeploymentException(
            "topic %s has %d partitions, the plan has %d: move its records into a new topic, or delete it while no service runs, and try again"
                .formatted(topic.name(), found, topic.partitions()),
            null);
      }
    }
  }

  private List<String> configure(List<TopicPlan.Planned> topics) throws InterruptedException {
    Map<ConfigResource, TopicPlan.Planned> resources = new LinkedHashMap<>();
    topics.forEach(
        topic -> resources.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), topic));
    Map<ConfigResource, Config> current =
        ask("read topic settings", admin.describeConfigs(resources.keySet()).all());
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
    resources.forEach(
        (resource, topic) -> {
          List<AlterConfigOp> wanted = differences(current.get(resource), topic);
          if (!wanted.isEmpty()) {
            changes.put(resource, wanted);
          }
        });
    ask("change topic settings", admin.incrementalAlterConfigs(changes).all());
    return changes.keySet().stream().map(ConfigResource::name).toList();
  }

  private static List<AlterConfigOp> differences(
      @Nullable Config current, TopicPlan.Planned topic) {
    return topic.configuration().entrySet().stream()
        .filter(wanted -> !wanted.getValue().equals(value(current, wanted.getKey())))
        .map(
            wanted ->
                new AlterConfigOp(
                    new ConfigEntry(wanted.getKey(), wanted.getValue()), AlterConfigOp.OpType.SET))
        .toList();
  }

  private static @Nullable String value(@Nullable Config config, String name) {
    ConfigEntry entry = config == null ? null : config.get(name);
    return entry == null ? null : entry.value();
  }

  private static <T> T ask(String what, KafkaFuture<T> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw refused(what, e);
    }
  }

  private static KafkaDeploymentException refused(String what, ExecutionException e) {
    return new KafkaDeploymentException(
        "cannot %s: %s".formatted(what, e.getCause() == null ? e : e.getCause()), e);
  }
}
