// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;

/** What a pod's specification says when it says nothing. */
final class PodDefaults {
  private PodDefaults() {}

  static void completeSpec(ObjectNode spec) {
    Defaults.put(spec, "restartPolicy", "Always");
    Defaults.put(spec, "dnsPolicy", "ClusterFirst");
    Defaults.put(spec, "serviceAccountName", "default");
    Defaults.put(spec, "schedulerName", "default-scheduler");
    if (!spec.hasNonNull("terminationGracePeriodSeconds")) {
      spec.put("terminationGracePeriodSeconds", 30);
    }
    Json.child(spec, "securityContext");
    for (String list : new String[] {"initContainers", "containers"}) {
      for (JsonNode container : spec.path(list)) {
        if (container instanceof ObjectNode each) {
          completeContainer(each);
        }
      }
    }
  }

  private static void completeContainer(ObjectNode container) {
    Json.child(container, "resources");
    Defaults.put(container, "terminationMessagePath", "/dev/termination-log");
    Defaults.put(container, "imagePullPolicy", "IfNotPresent");
    for (JsonNode port : container.path("ports")) {
      if (port instanceof ObjectNode each) {
        Defaults.put(each, "protocol", "TCP");
      }
    }
  }
}
