// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The AsyncAPI 3 document that the topic table and the event types stand for. */
final class AsyncApi {

  private static final String SCHEMAS = "../contracts/src/main/resources/schemas/";

  private AsyncApi() {}

  static Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("asyncapi", "3.0.0");
    document.put(
        "info",
        Map.of(
            "title", "Slackwater",
            "version", "1.0.0",
            "description",
                "Everything that Slackwater says and hears on Kafka: CloudEvents 1.0 in binary content mode."
                    + " Derived from the records of contracts/ and held against them by a test."));
    document.put("defaultContentType", "application/json");
    Map<String, Object> channels = new LinkedHashMap<>();
    Map<String, Object> operations = new LinkedHashMap<>();
    Map<String, Object> messages = new LinkedHashMap<>();
    for (Topic topic : Topic.values()) {
      channels.put(topic.name(), channel(topic));
      operations.put(
          "follow" + topic.name(),
          Map.of("action", "receive", "channel", ref("channels", topic.name())));
    }
    for (EventType type : EventType.values()) {
      messages.put(type.name(), message(type));
    }
    document.put("channels", channels);
    document.put("operations", operations);
    document.put("components", Map.of("messages", messages));
    return document;
  }

  private static Map<String, Object> channel(Topic topic) {
    Map<String, Object> channel = new LinkedHashMap<>();
    channel.put("address", topic.perCluster() ? addressPerCluster(topic) : topic.topicName());
    if (topic.perCluster()) {
      channel.put(
          "parameters",
          Map.of("cluster", Map.of("description", "the cluster's name in the fleet")));
    }
    channel.put("description", retention(topic));
    Map<String, Object> messages = new LinkedHashMap<>();
    Arrays.stream(EventType.values())
        .filter(type -> type.topic() == topic)
        .forEach(type -> messages.put(type.name(), ref("components/messages", type.name())));
    channel.put("messages", messages);
    return channel;
  }

  private static String addressPerCluster(Topic topic) {
    return topic.topicName(Samples.EAST).replace(".east.", ".{cluster}.");
  }

  private static String retention(Topic topic) {
    return switch (topic.retention()) {
      case Topic.Retention.Compacted() -> "Compacted: the newest record of each key is kept.";
      case Topic.Retention.For(var time) -> "Kept for %d days.".formatted(time.toDays());
    };
  }

  private static Map<String, Object> message(EventType type) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("name", type.type());
    message.put("title", type.record().getSimpleName());
    message.put(
        "headers",
        Map.of(
            "type",
            "object",
            "required",
            List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time"),
            "properties",
            Map.of("ce_type", Map.of("const", type.type()))));
    if (!type.tombstone()) {
      message.put("payload", Map.of("$ref", SCHEMAS + type.type() + ".json"));
    }
    return message;
  }

  private static Map<String, Object> ref(String where, String name) {
    return Map.of("$ref", "#/" + where + "/" + name);
  }
}
