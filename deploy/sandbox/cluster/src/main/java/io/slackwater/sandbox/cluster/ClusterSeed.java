// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.api.Admission;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.ResourceType;
import io.slackwater.sandbox.cluster.store.Types;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The objects that every cluster has from its start; what is there already stays as it is. */
final class ClusterSeed {
  private final ObjectStore store;
  private final Admission admission;

  ClusterSeed(ObjectStore store, Admission admission) {
    this.store = store;
    this.admission = admission;
  }

  void plant() {
    for (String namespace : List.of("default", "kube-system", "kube-public")) {
      plant(Types.NAMESPACE, named(namespace));
    }
    read("storage-class.json").forEach(each -> plant(Types.STORAGE_CLASS, each));
    read("snapshot-definitions.json").forEach(each -> plant(Types.CRD, each));
    read("snapshot-class.json").forEach(each -> plant(Types.SNAPSHOT_CLASS, each));
  }

  private void plant(ResourceType type, ObjectNode object) {
    if (store.get(ObjectKey.of(type, "", Metadata.name(object))).isEmpty()) {
      admission.create(type, "", object);
    }
  }

  private static ObjectNode named(String name) {
    ObjectNode object = Json.object();
    Json.child(object, "metadata").put("name", name);
    return object;
  }

  private static List<ObjectNode> read(String resource) {
    try (InputStream stream = ClusterSeed.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new SandboxClusterException(resource + " is missing from the program");
      }
      return Json.read(stream.readAllBytes()).valueStream().map(ObjectNode.class::cast).toList();
    } catch (IOException failure) {
      throw new SandboxClusterException("cannot read " + resource, failure);
    }
  }
}
