// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.controllers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.api.Admission;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.util.Comparator;
import java.util.List;

/** Keeps as many pods per ReplicaSet as it asks for. */
final class Replicas implements Controller {
  private final ObjectStore store;
  private final Admission admission;

  Replicas(ObjectStore store, Admission admission) {
    this.store = store;
    this.admission = admission;
  }

  @Override
  public String name() {
    return "replica-sets";
  }

  @Override
  public void reconcile() {
    for (ObjectNode set : store.list(Types.REPLICA_SET, "")) {
      ObjectKey key = ObjectKey.of(Types.REPLICA_SET, Metadata.namespace(set), Metadata.name(set));
      if (!Metadata.isDeleting(set)) {
        Attempt.at(key, () -> reconcile(key, set));
      }
    }
  }

  private void reconcile(ObjectKey key, ObjectNode set) {
    List<ObjectNode> pods =
        Pods.ownedBy(store, set).stream()
            .filter(pod -> !Metadata.isDeleting(pod) && !Pods.isFinished(pod))
            .sorted(Comparator.comparing(Pods::isReady))
            .toList();
    int wanted = set.path("spec").path("replicas").asInt(1);
    for (int count = pods.size(); count < wanted; count++) {
      ObjectNode pod = Pods.fromTemplate(set);
      Json.child(pod, "metadata").put("generateName", Metadata.name(set) + "-");
      admission.create(Types.POD, Metadata.namespace(set), pod);
    }
    for (int surplus = 0; surplus < pods.size() - wanted; surplus++) {
      store.delete(ObjectKey.of(Types.POD, key.namespace(), Metadata.name(pods.get(surplus))));
    }
    int ready = (int) pods.stream().filter(Pods::isReady).count();
    store.update(
        key,
        current -> {
          Json.child(current, "status")
              .put("replicas", pods.size())
              .put("readyReplicas", ready)
              .put("availableReplicas", ready)
              .put("observedGeneration", set.path("metadata").path("generation").asLong());
          return current;
        });
  }
}
