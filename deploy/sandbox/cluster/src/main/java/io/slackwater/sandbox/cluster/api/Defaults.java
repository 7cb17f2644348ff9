// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.util.HashSet;
import java.util.Set;

/** The values that the API server fills in when a client leaves them out. */
final class Defaults {
  private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

  private final ObjectStore store;

  Defaults(ObjectStore store) {
    this.store = store;
  }

  void complete(ObjectKey key, ObjectNode object) {
    ObjectNode spec = object.get("spec") instanceof ObjectNode present ? present : Json.object();
    if (key.isOf(Types.NAMESPACE)) {
      Json.child(object, "spec").putArray("finalizers").add("kubernetes");
      Json.child(object, "status").put("phase", "Active");
      Json.child(Json.child(object, "metadata"), "labels")
          .put("kubernetes.io/metadata.name", key.name());
    } else if (key.isOf(Types.POD)) {
      PodDefaults.completeSpec(spec);
      Json.child(object, "status").put("phase", "Pending").put("qosClass", "BestEffort");
    } else if (key.isOf(Types.SERVICE)) {
      completeService(spec);
      Json.child(Json.child(object, "status"), "loadBalancer");
    } else if (key.isOf(Types.CLAIM)) {
      completeClaim(object, spec);
    } else if (key.isOf(Types.VOLUME)) {
      put(spec, "persistentVolumeReclaimPolicy", "Retain");
      put(spec, "volumeMode", "Filesystem");
      Metadata.addFinalizer(object, "kubernetes.io/pv-protection");
      Json.child(object, "status").put("phase", "Pending");
    } else if (key.isOf(Types.STORAGE_CLASS)) {
      put(object, "reclaimPolicy", "Delete");
      put(object, "volumeBindingMode", "Immediate");
    } else if (key.isOf(Types.SECRET)) {
      put(object, "type", "Opaque");
    }
  }

  private void completeService(ObjectNode spec) {
    put(spec, "type", "ClusterIP");
    put(spec, "sessionAffinity", "None");
    for (JsonNode port : spec.path("ports")) {
      if (port instanceof ObjectNode each) {
        put(each, "protocol", "TCP");
        if (!each.has("targetPort")) {
          each.set("targetPort", each.path("port"));
        }
      }
    }
    if (spec.path("clusterIP").asText("").isEmpty()
        && !spec.path("type").asText().equals("ExternalName")) {
      spec.put("clusterIP", freeClusterIp());
    }
    if (spec.has("clusterIP") && !spec.has("clusterIPs")) {
      spec.putArray("clusterIPs").add(spec.path("clusterIP").asText());
    }
  }

  /** An address that is unique among the Services; nothing answers at it. */
  private String freeClusterIp() {
    Set<String> taken = new HashSet<>();
    store
        .list(Types.SERVICE, "")
        .forEach(service -> taken.add(service.path("spec").path("clusterIP").asText()));
    for (int number = 10; ; number++) {
      String address = "10.96.%d.%d".formatted(number / 250, number % 250 + 1);
      if (!taken.contains(address)) {
        return address;
      }
    }
  }

  private void completeClaim(ObjectNode claim, ObjectNode spec) {
    Metadata.addFinalizer(claim, "kubernetes.io/pvc-protection");
    put(spec, "volumeMode", "Filesystem");
    if (!spec.has("storageClassName")) {
      store.list(Types.STORAGE_CLASS, "").stream()
          .filter(each -> Metadata.annotation(each, DEFAULT_CLASS).equals("true"))
          .findFirst()
          .ifPresent(each -> spec.put("storageClassName", Metadata.name(each)));
    }
    if (spec.has("dataSource") && !spec.has("dataSourceRef")) {
      spec.set("dataSourceRef", spec.path("dataSource").deepCopy());
    } else if (spec.has("dataSourceRef") && !spec.has("dataSource")) {
      spec.set("dataSource", spec.path("dataSourceRef").deepCopy());
    }
    Json.child(claim, "status").put("phase", "Pending");
  }

  static void put(ObjectNode object, String field, String value) {
    if (!object.hasNonNull(field)) {
      object.put(field, value);
    }
  }
}
