// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.event.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The channels' topics are those of the contract, and the supervisor asks about its own group. */
class ChannelsTest {
  @Test
  void readTheTopicsOfTheContract() throws IOException {
    Properties settings = settings();

    assertThat(topic(settings, "runs-in")).isEqualTo(Topic.RUNS.topicName());
    assertThat(topic(settings, "requests-in")).isEqualTo(Topic.REQUESTS.topicName());
    assertThat(topic(settings, "tasks-in")).isEqualTo(Topic.TASKS.pattern());
    assertThat(topic(settings, "task-events-in")).isEqualTo(Topic.TASK_EVENTS.pattern());
    assertThat(topic(settings, "applications-in")).isEqualTo(Topic.APPLICATIONS.pattern());
    assertThat(settings.getProperty("mp.messaging.incoming.task-events-in.group.id"))
        .isEqualTo(TaskEventsConsumer.GROUP);
  }

  @Test
  void neverCountARecordThatWaitsForTheDatabaseAsForgotten() throws IOException {
    String setting = "throttled.unprocessed-record-max-age.ms";
    Properties settings = settings();

    assertThat(settings.getProperty("mp.messaging.connector.smallrye-kafka." + setting))
        .isEqualTo("0");
    assertThat(settings.stringPropertyNames().stream().filter(n -> n.endsWith(setting))).hasSize(1);
  }

  private static String topic(Properties settings, String channel) {
    return settings.getProperty("mp.messaging.incoming." + channel + ".topic");
  }

  private static Properties settings() throws IOException {
    Properties settings = new Properties();
    try (InputStream in = ChannelsTest.class.getResourceAsStream("/application.properties")) {
      settings.load(in);
    }
    return settings;
  }
}
