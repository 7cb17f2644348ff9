// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;

/** The {@code /scale} view of a workload, autoscaling/v1. */
final class Scale {
  private Scale() {}

  static ObjectNode of(ObjectNode workload) {
    ObjectNode scale = Json.object().put("apiVersion", "autoscaling/v1").put("kind", "Scale");
    ObjectNode metadata = scale.putObject("metadata");
    metadata
        .put("name", Metadata.name(workload))
        .put("namespace", Metadata.namespace(workload))
        .put("uid", Metadata.uid(workload))
        .put("resourceVersion", Metadata.resourceVersion(workload));
    scale.putObject("spec").put("replicas", workload.path("spec").path("replicas").asInt());
    scale.putObject("status").put("replicas", workload.path("status").path("replicas").asInt());
    return scale;
  }

  static ObjectNode applied(ObjectNode workload, ObjectNode scale) {
    Json.child(workload, "spec").put("replicas", scale.path("spec").path("replicas").asInt());
    return workload;
  }
}
