// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.id.ClusterId;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Derives the topics that the executor reads from the clusters that it serves, so that the two
 * never disagree.
 */
public final class TaskTopics implements ConfigSourceFactory {

  private static final String CLUSTERS = "slackwater.executor.clusters";
  private static final int ORDINAL = 90;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    ConfigValue clusters = context.getValue(CLUSTERS);
    if (clusters == null || clusters.getValue() == null || clusters.getValue().isBlank()) {
      return List.of();
    }
    String topics =
        Arrays.stream(clusters.getValue().split(",", -1))
            .map(name -> Topic.TASKS.topicName(new ClusterId(name.strip())))
            .collect(Collectors.joining(","));
    return List.of(
        new PropertiesConfigSource(
            Map.of("mp.messaging.incoming.tasks-in.topics", topics), "clusters served", ORDINAL));
  }
}
