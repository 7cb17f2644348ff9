// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.api.Admission;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.util.Optional;

/**
 * Pods with stable names and claims, one after the other. Ordinals go up only behind ready pods,
 * and down from the last; a changed template replaces pods from the last, one at a time.
 */
final class StatefulSets implements Controller {
  private static final String REVISION = "controller-revision-hash";
  private static final String ORDINAL = "apps.kubernetes.io/pod-index";

  private final ObjectStore store;
  private final Admission admission;

  StatefulSets(ObjectStore store, Admission admission) {
    this.store = store;
    this.admission = admission;
  }

  @Override
  public String name() {
    return "stateful-sets";
  }

  @Override
  public void reconcile() {
    for (ObjectNode set : store.list(Types.STATEFUL_SET, "")) {
      ObjectKey key = ObjectKey.of(Types.STATEFUL_SET, Metadata.namespace(set), Metadata.name(set));
      if (!Metadata.isDeleting(set)) {
        Attempt.at(
            key,
            () -> {
              step(key, set);
              showStatus(key, set);
            });
      }
    }
  }

  private Optional<ObjectNode> pod(ObjectKey set, int ordinal) {
    return store.get(ObjectKey.of(Types.POD, set.namespace(), set.name() + "-" + ordinal));
  }

  /** Does the one thing that comes next, if anything does. */
  private void step(ObjectKey key, ObjectNode set) {
    int wanted = set.path("spec").path("replicas").asInt(1);
    boolean ordered = !set.path("spec").path("podManagementPolicy").asText().equals("Parallel");
    boolean allReady = true;
    for (int ordinal = 0; ordinal < wanted; ordinal++) {
      Optional<ObjectNode> pod = pod(key, ordinal);
      if (pod.isEmpty()) {
        create(key, set, ordinal);
        allReady = false;
      } else if (Pods.isFinished(pod.get())) {
        delete(key, ordinal);
        allReady = false;
      } else if (Metadata.isDeleting(pod.get()) || !Pods.isReady(pod.get())) {
        allReady = false;
      }
      if (ordered && !allReady) {
        break;
      }
    }
    if (allReady) {
      boolean shrinking = shrink(key, set, wanted, ordered);
      if (!shrinking) {
        replaceOutdated(key, set, wanted);
      }
    } else {
      replaceBroken(key, set, wanted);
    }
  }

  private boolean shrink(ObjectKey key, ObjectNode set, int wanted, boolean ordered) {
    int last = -1;
    for (ObjectNode pod : Pods.ownedBy(store, set)) {
      int ordinal = ordinal(pod);
      if (ordinal >= wanted && !ordered) {
        delete(key, ordinal);
      }
      last = Math.max(last, ordinal);
    }
    if (last >= wanted) {
      delete(key, last);
      return true;
    }
    return false;
  }

  private static int ordinal(JsonNode pod) {
    String name = Metadata.name(pod);
    return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
  }

  private void replaceOutdated(ObjectKey key, ObjectNode set, int wanted) {
    for (int ordinal = wanted - 1; ordinal >= 0; ordinal--) {
      Optional<ObjectNode> pod = pod(key, ordinal);
      if (pod.isPresent() && isOutdated(set, pod.get())) {
        delete(key, ordinal);
        return;
      }
    }
  }

  /** A pod of an old template that never gets ready must not block its own replacement. */
  private void replaceBroken(ObjectKey key, ObjectNode set, int wanted) {
    for (int ordinal = 0; ordinal < wanted; ordinal++) {
      pod(key, ordinal)
          .filter(pod -> isOutdated(set, pod) && !Pods.isReady(pod))
          .ifPresent(pod -> delete(key, ordinal(pod)));
    }
  }

  private static boolean isOutdated(ObjectNode set, JsonNode pod) {
    boolean rolls =
        !set.path("spec").path("updateStrategy").path("type").asText().equals("OnDelete");
    return rolls
        && !pod.path("metadata")
            .path("labels")
            .path(REVISION)
            .asText()
            .equals(Pods.templateHash(set));
  }

  private void delete(ObjectKey set, int ordinal) {
    pod(set, ordinal)
        .filter(pod -> !Metadata.isDeleting(pod))
        .ifPresent(
            pod -> store.delete(ObjectKey.of(Types.POD, set.namespace(), Metadata.name(pod))));
  }

  private void create(ObjectKey key, ObjectNode set, int ordinal) {
    String name = key.name() + "-" + ordinal;
    ObjectNode pod = Pods.fromTemplate(set);
    ObjectNode metadata = Json.child(pod, "metadata").put("name", name);
    Json.child(metadata, "labels")
        .put("statefulset.kubernetes.io/pod-name", name)
        .put(ORDINAL, Integer.toString(ordinal))
        .put(REVISION, Pods.templateHash(set));
    ObjectNode spec = Json.child(pod, "spec").put("hostname", name);
    spec.put("subdomain", set.path("spec").path("serviceName").asText(""));
    for (JsonNode template : set.path("spec").path("volumeClaimTemplates")) {
      String volume = template.path("metadata").path("name").asText();
      String claim = volume + "-" + name;
      ensureClaim(key, set, template, claim);
      Json.childArray(spec, "volumes")
          .addObject()
          .put("name", volume)
          .putObject("persistentVolumeClaim")
          .put("claimName", claim);
    }
    admission.create(Types.POD, key.namespace(), pod);
  }

  private void ensureClaim(ObjectKey key, ObjectNode set, JsonNode template, String name) {
    if (store.get(ObjectKey.of(Types.CLAIM, key.namespace(), name)).isPresent()) {
      return;
    }
    ObjectNode claim = Json.object();
    ObjectNode metadata = claim.putObject("metadata");
    ObjectNode labels = metadata.putObject("labels");
    Metadata.labels(template).forEach(labels::put);
    Json.textMap(set.path("spec").path("selector").path("matchLabels")).forEach(labels::put);
    if (template.path("metadata").has("annotations")) {
      metadata.set("annotations", template.path("metadata").path("annotations").deepCopy());
    }
    metadata.put("name", name);
    claim.set("spec", template.path("spec").deepCopy());
    admission.create(Types.CLAIM, key.namespace(), claim);
  }

  private void showStatus(ObjectKey key, ObjectNode set) {
    var pods = Pods.ownedBy(store, set).stream().filter(pod -> !Metadata.isDeleting(pod)).toList();
    int ready = (int) pods.stream().filter(Pods::isReady).count();
    int updated = (int) pods.stream().filter(pod -> !isOutdated(set, pod)).count();
    store.update(
        key,
        current -> {
          Json.child(current, "status")
              .put("replicas", pods.size())
              .put("readyReplicas", ready)
              .put("availableReplicas", ready)
              .put("currentReplicas", updated)
              .put("updatedReplicas", updated)
              .put("updateRevision", Pods.templateHash(set))
              .put("currentRevision", Pods.templateHash(set))
              .put("observedGeneration", set.path("metadata").path("generation").asLong());
          return current;
        });
  }
}
