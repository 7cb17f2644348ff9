// SPDX-License-Identifier: Apache-2.0
package io.slackwater.deploy.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.id.ClusterId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicPlanTest {

  private final TopicPlan plan =
      TopicPlan.forClusters(List.of(new ClusterId("east"), new ClusterId("west")));

  @Test
  void hasOneTopicPerClusterWhereTheTableSaysSo() {
    assertThat(plan.topics())
        .extracting(TopicPlan.Planned::name)
        .contains("slackwater.tasks.east.v1", "slackwater.tasks.west.v1", "slackwater.requests.v1")
        .doesNotHaveDuplicates();
  }

  @Test
  void hasDeadLettersForWhatServicesRead() {
    assertThat(plan.topics())
        .extracting(TopicPlan.Planned::name)
        .contains("slackwater.task-events.east.v1.dlq", "slackwater.requests.v1.dlq")
        .doesNotContain("slackwater.alerts.v1.dlq", "slackwater.restore-points.v1.dlq");
  }

  @Test
  void keepsRecordsAsTheTableSays() {
    assertThat(named("slackwater.applications.west.v1").configuration())
        .containsEntry("cleanup.policy", "compact")
        .doesNotContainKey("retention.ms");
    assertThat(named("slackwater.requests.v1").configuration())
        .containsEntry("retention.ms", String.valueOf(7L * 24 * 3600 * 1000));
  }

  @Test
  void leavesRoomInDeadLettersForTheReason() {
    assertThat(Integer.parseInt(bytes("slackwater.runs.v1"))).isEqualTo(Topic.MAX_RECORD_BYTES);
    assertThat(Integer.parseInt(bytes("slackwater.runs.v1.dlq")))
        .isGreaterThan(Topic.MAX_RECORD_BYTES);
  }

  private String bytes(String name) {
    return named(name).configuration().getOrDefault("max.message.bytes", "0");
  }

  private TopicPlan.Planned named(String name) {
    return plan.topics().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }
}
