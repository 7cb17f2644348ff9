// SPDX-License-Identifier: Apache-2.0
package io.slackwater.deploy.kafka;

import io.slackwater.contracts.id.ClusterId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "topics",
    description = "Creates the topics that are missing and sets their settings.")
final class CreateTopics implements Callable<Integer> {

  @Mixin private KafkaConnection kafka = new KafkaConnection();

  @Option(
      names = "--clusters",
      required = true,
      split = ",",
      description = "the fleet's clusters, separated by commas")
  private List<String> clusters = List.of();

  @Option(
      names = "--replication-factor",
      description = "of topics that are made; default: the brokers' own default")
  private @Nullable Short replicationFactor;

  @Override
  public Integer call() throws InterruptedException {
    TopicPlan plan = TopicPlan.forClusters(clusters.stream().map(ClusterId::new).toList());
    try (Admin admin = Admin.create(kafka.settings())) {
      TopicInstaller.Installed done =
          new TopicInstaller(admin, Optional.ofNullable(replicationFactor)).install(plan);
      done.created().forEach(topic -> System.out.println("created " + topic));
      done.changed().forEach(topic -> System.out.println("changed " + topic));
      System.out.println(done.unchanged() + " unchanged");
    }
    return 0;
  }
}
