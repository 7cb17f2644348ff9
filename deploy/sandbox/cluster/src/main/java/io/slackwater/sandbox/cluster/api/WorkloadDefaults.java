// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.Types;

/** What a workload's specification says when it says nothing. */
final class WorkloadDefaults {
  private WorkloadDefaults() {}

  static void complete(ObjectKey key, ObjectNode spec) {
    if (key.isOf(Types.DEPLOYMENT) || key.isOf(Types.STATEFUL_SET) || key.isOf(Types.REPLICA_SET)) {
      putNumber(spec, "replicas", 1);
      completeTemplate(spec);
    }
    if (key.isOf(Types.STATEFUL_SET)) {
      Defaults.put(spec, "podManagementPolicy", "OrderedReady");
      Defaults.put(Json.child(spec, "updateStrategy"), "type", "RollingUpdate");
    }
    if (key.isOf(Types.DEPLOYMENT)) {
      Defaults.put(Json.child(spec, "strategy"), "type", "RollingUpdate");
    }
    if (key.isOf(Types.JOB)) {
      putNumber(spec, "parallelism", 1);
      putNumber(spec, "completions", 1);
      putNumber(spec, "backoffLimit", 6);
      completeTemplate(spec);
    }
  }

  private static void completeTemplate(ObjectNode spec) {
    PodDefaults.completeSpec(Json.child(Json.child(spec, "template"), "spec"));
  }

  private static void putNumber(ObjectNode object, String field, int value) {
    if (!object.hasNonNull(field)) {
      object.put(field, value);
    }
  }
}
