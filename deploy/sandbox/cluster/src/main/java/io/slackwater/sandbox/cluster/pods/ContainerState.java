// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import java.time.Instant;

/** What a container is doing, as its status shows it. */
sealed interface ContainerState {
  ObjectNode toJson();

  /** It has no processes yet, or not now. */
  record Waiting(String reason, String message) implements ContainerState {
    @Override
    public ObjectNode toJson() {
      ObjectNode state = Json.object();
      ObjectNode waiting = state.putObject("waiting").put("reason", reason);
      if (!message.isEmpty()) {
        waiting.put("message", message);
      }
      return state;
    }
  }

  /** Its command runs. */
  record Running(Instant since) implements ContainerState {
    @Override
    public ObjectNode toJson() {
      ObjectNode state = Json.object();
      state.putObject("running").put("startedAt", Metadata.timestamp(since));
      return state;
    }
  }

  /** Its command ended. */
  record Terminated(int exitCode, Instant startedAt, Instant finishedAt) implements ContainerState {
    @Override
    public ObjectNode toJson() {
      ObjectNode state = Json.object();
      state
          .putObject("terminated")
          .put("exitCode", exitCode)
          .put("reason", exitCode == 0 ? "Completed" : "Error")
          .put("startedAt", Metadata.timestamp(startedAt))
          .put("finishedAt", Metadata.timestamp(finishedAt));
      return state;
    }
  }
}
