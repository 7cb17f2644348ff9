// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

/** An event with its attributes. */
public record Envelope<E extends Event>(EventMetadata metadata, E event) {

  /** The name of the topic it belongs on. */
  public String topicName() {
    Topic topic = EventType.of(event).topic();
    if (!topic.perCluster()) {
      return topic.topicName();
    }
    if (metadata.cluster() == null) {
      throw new IllegalStateException("an event of " + topic + " needs its cluster");
    }
    return topic.topicName(metadata.cluster());
  }
}
