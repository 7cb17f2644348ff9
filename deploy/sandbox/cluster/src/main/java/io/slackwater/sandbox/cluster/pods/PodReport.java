// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Conditions;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import java.util.List;
import java.util.Optional;

/** Tells the API what one pod does; a later pod of the same name is not touched. */
final class PodReport {
  private final PodRuntime runtime;
  private final ObjectKey key;
  private final String uid;

  PodReport(PodRuntime runtime, ObjectKey key, String uid) {
    this.runtime = runtime;
    this.key = key;
    this.uid = uid;
  }

  /** The pod as the API has it, or empty when it is gone. */
  Optional<ObjectNode> current() {
    return runtime.store().get(key).filter(now -> Metadata.uid(now).equals(uid));
  }

  /** Says why the pod has no containers yet. */
  void obstacle(String reason) {
    runtime
        .store()
        .update(
            key,
            now -> {
              if (Metadata.uid(now).equals(uid)) {
                ObjectNode status = Json.child(now, "status");
                status.put("reason", "ContainerCreating").put("message", reason);
                Conditions.set(status, "PodScheduled", true, runtime.clock().instant());
                Conditions.set(status, "Ready", false, runtime.clock().instant());
              }
              return now;
            });
  }

  /** Shows what the containers do. */
  void write(String address, List<ContainerRun> initial, List<ContainerRun> main) {
    runtime
        .store()
        .update(
            key,
            now -> {
              if (!Metadata.uid(now).equals(uid)) {
                return now;
              }
              Json.child(now, "status").remove(List.of("reason", "message"));
              return new PodStatus(runtime.options().subnet().gateway())
                  .write(now, address, initial, main, runtime.clock().instant());
            });
  }
}
