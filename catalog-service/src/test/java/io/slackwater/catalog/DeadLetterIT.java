// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.TaskPlanned;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeadLetterIT extends CatalogStack {
  private static final String TOPIC = Topic.TASK_EVENTS.topicName(new ClusterId("east"));
  private static final String ACCEPTED = "io.slackwater.task.accepted.v1";

  @Test
  void keepsARecordThatIsNotJson() {
    assertThat(reason(headers(ACCEPTED, "east"), bytes("not JSON at all"))).contains("JSON");
  }

  @Test
  void keepsARecordOfANewerVersion() {
    assertThat(reason(headers("io.slackwater.task.accepted.v2", "east"), bytes("{}")))
        .contains("upgrade the service");
  }

  @Test
  void keepsARecordWithAMissingField() {
    assertThat(reason(headers(ACCEPTED, "east"), bytes("{}"))).contains("attempt");
  }

  @Test
  void keepsARecordOfFiveMegabytes() {
    assertThat(reason(headers(ACCEPTED, "east"), new byte[5 * 1024 * 1024])).contains("more than");
  }

  @Test
  void keepsARecordThatNamesAnotherCluster() {
    String value =
        """
        {"attempt": {"task": "t1", "run": "r1", "application": "west/shop/shop", "attempt": 1,
          "executor": "x", "sequence": 1}}
        """;

    assertThat(reason(headers(ACCEPTED, "west"), bytes(value))).contains("west");
    assertThat(reason(headers(ACCEPTED, "east"), bytes(value))).contains("west");
  }

  @Test
  void keepsARecordWhoseNamesAreNone() {
    String value =
        """
        {"attempt": {"task": "../../etc", "run": "r1", "application": "east/shop/shop",
          "attempt": 1, "executor": "x", "sequence": 1}}
        """;

    assertThat(reason(headers(ACCEPTED, "east"), bytes(value))).contains("/attempt/task");
  }

  /** Publishes the record on a partition, then a good report on each, and gives the reason. */
  private String reason(Map<String, String> headers, byte[] value) {
    String id = headers.get("ce_id");
    hub.publish(TOPIC, "east/broken/broken", headers, value);
    await()
        .untilAsserted(
            () -> assertThat(hub.deadLetters(Pattern.compile("task-events"))).anyMatch(is(id)));
    ConsumerRecord<String, byte[]> dead =
        hub.deadLetters(Pattern.compile("task-events")).stream()
            .filter(is(id))
            .findFirst()
            .orElseThrow();
    assertThat(dead.topic()).isEqualTo(Topic.deadLetters(TOPIC));
    assertThat(dead.value()).isEqualTo(value);
    goesOn();
    return String.valueOf(Hub.headers(dead).get("dead-letter-reason"));
  }

  private void goesOn() {
    Samples shop = fresh("east");
    try (Executor executor = Executor.start(hub, ExecutorKind.DUMP, "east")) {
      TaskPlanned task = plan(shop, Approach.DATA_SERVICE, false).get(1);
      executor.accept(task);
      barrier("east");
      assertThat(task(shop, "DataService/db").get("status").asText()).isEqualTo("ACCEPTED");
    }
  }

  private static java.util.function.Predicate<ConsumerRecord<String, byte[]>> is(
      @org.jspecify.annotations.Nullable String id) {
    return record -> String.valueOf(id).equals(Hub.headers(record).get("ce_id"));
  }

  private static Map<String, String> headers(String type, String cluster) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", UUID.randomUUID().toString());
    headers.put("ce_source", "executor");
    headers.put("ce_type", type);
    headers.put("ce_time", Instant.now().toString());
    headers.put("ce_cluster", cluster);
    return headers;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
