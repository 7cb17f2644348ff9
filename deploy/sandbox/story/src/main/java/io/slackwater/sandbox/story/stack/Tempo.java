// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import java.util.Map;

/** How soon the services take one another for dead. */
public enum Tempo {
  /** As they are by default. */
  USUAL(Map.of()),

  /**
   * Sooner, in the same order: an executor gives up before it is given up. Kafka hands the
   * partitions of a killed consumer on when its session has run out, 45 s by default.
   */
  BRISK(
      Map.of(
          "slackwater.executor.heartbeat-interval", "2s",
          "slackwater.executor.abort-after", "6s",
          "slackwater.executor.lease-duration", "10s",
          "slackwater.supervision.silence", "12s",
          "slackwater.supervision.alive", "6s",
          "kafka.session.timeout.ms", "8000",
          "kafka.heartbeat.interval.ms", "2000"));

  private final Map<String, String> settings;

  Tempo(Map<String, String> settings) {
    this.settings = settings;
  }

  Map<String, String> settings() {
    return settings;
  }
}
