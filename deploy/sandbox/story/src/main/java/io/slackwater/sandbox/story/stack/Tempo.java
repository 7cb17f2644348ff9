// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import java.util.Map;

/** How soon the services take one another for dead. */
public enum Tempo {
  /** As they are by default. */
  USUAL(Map.of()),

  /** Sooner, in the same order: an executor gives up before it is given up. */
  BRISK(
      Map.of(
          "slackwater.executor.heartbeat-interval", "2s",
          "slackwater.executor.abort-after", "6s",
          "slackwater.executor.lease-duration", "10s",
          "slackwater.supervision.silence", "12s",
          "slackwater.supervision.alive", "6s"));

  private final Map<String, String> settings;

  Tempo(Map<String, String> settings) {
    this.settings = settings;
  }

  Map<String, String> settings() {
    return settings;
  }
}
