// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.controllers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.api.Admission;
import io.slackwater.sandbox.cluster.store.Conditions;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.time.Clock;
import java.util.List;

/**
 * Keeps one ReplicaSet per template of a Deployment. A new template is brought in by scaling its
 * set up at once and the old ones down when the new pods are ready; Recreate waits the other way.
 */
final class Deployments implements Controller {
  private static final String HASH = "pod-template-hash";

  private final ObjectStore store;
  private final Admission admission;
  private final Clock clock;

  Deployments(ObjectStore store, Admission admission, Clock clock) {
    this.store = store;
    this.admission = admission;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "deployments";
  }

  @Override
  public void reconcile() {
    for (ObjectNode deployment : store.list(Types.DEPLOYMENT, "")) {
      ObjectKey key =
          ObjectKey.of(Types.DEPLOYMENT, Metadata.namespace(deployment), Metadata.name(deployment));
      if (!Metadata.isDeleting(deployment)) {
        Attempt.at(key, () -> reconcile(key, deployment));
      }
    }
  }

  private void reconcile(ObjectKey key, ObjectNode deployment) {
    String currentName = key.name() + "-" + Pods.templateHash(deployment);
    List<ObjectNode> own =
        store.list(Types.REPLICA_SET, key.namespace()).stream()
            .filter(set -> Pods.isControlledBy(set, deployment))
            .toList();
    List<ObjectNode> old =
        own.stream().filter(set -> !Metadata.name(set).equals(currentName)).toList();
    int wanted = deployment.path("spec").path("replicas").asInt(1);
    boolean recreate =
        deployment.path("spec").path("strategy").path("type").asText().equals("Recreate");
    boolean oldGone = old.stream().allMatch(set -> pods(set) == 0);
    if (!recreate || oldGone) {
      if (store.get(setKey(key, currentName)).isEmpty()) {
        create(deployment, currentName, wanted);
      } else {
        scale(setKey(key, currentName), wanted);
      }
    }
    int ready =
        store.get(setKey(key, currentName)).map(set -> number(set, "readyReplicas")).orElse(0);
    if (recreate || ready >= wanted) {
      old.forEach(set -> scale(setKey(key, Metadata.name(set)), 0));
    }
    showStatus(key, deployment, own, currentName, ready >= wanted);
  }

  private int pods(ObjectNode set) {
    return Pods.ownedBy(store, set).size();
  }

  private static ObjectKey setKey(ObjectKey deployment, String name) {
    return ObjectKey.of(Types.REPLICA_SET, deployment.namespace(), name);
  }

  private static int number(ObjectNode set, String field) {
    return set.path("status").path(field).asInt();
  }

  private void create(ObjectNode deployment, String name, int replicas) {
    String hash = Pods.templateHash(deployment);
    ObjectNode set = Json.object();
    ObjectNode metadata = set.putObject("metadata").put("name", name);
    ObjectNode spec = set.putObject("spec").put("replicas", replicas);
    spec.set("selector", deployment.path("spec").path("selector").deepCopy());
    Json.child(Json.child(spec, "selector"), "matchLabels").put(HASH, hash);
    spec.set("template", deployment.path("spec").path("template").deepCopy());
    ObjectNode labels = Json.child(Json.child(Json.child(spec, "template"), "metadata"), "labels");
    labels.put(HASH, hash);
    metadata.set("labels", labels.deepCopy());
    Metadata.setController(set, deployment);
    admission.create(Types.REPLICA_SET, Metadata.namespace(deployment), set);
  }

  private void scale(ObjectKey set, int replicas) {
    store.update(
        set,
        current -> {
          Json.child(current, "spec").put("replicas", replicas);
          return current;
        });
  }

  private void showStatus(
      ObjectKey key,
      ObjectNode deployment,
      List<ObjectNode> own,
      String currentName,
      boolean available) {
    int replicas = own.stream().mapToInt(set -> number(set, "replicas")).sum();
    int ready = own.stream().mapToInt(set -> number(set, "readyReplicas")).sum();
    int updated =
        own.stream()
            .filter(set -> Metadata.name(set).equals(currentName))
            .mapToInt(set -> number(set, "replicas"))
            .sum();
    store.update(
        key,
        current -> {
          ObjectNode status = Json.child(current, "status");
          status
              .put("replicas", replicas)
              .put("updatedReplicas", updated)
              .put("readyReplicas", ready)
              .put("availableReplicas", ready)
              .put("observedGeneration", deployment.path("metadata").path("generation").asLong());
          Conditions.set(status, "Available", available, clock.instant());
          Conditions.set(status, "Progressing", true, clock.instant());
          return current;
        });
  }
}
