// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.controllers.Attempt;
import io.slackwater.sandbox.cluster.controllers.Controller;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Binds claims to the volume they name, to one that is free and fits, or to a new one. */
final class ClaimBinding implements Controller {
  private static final String PROTECTION = "kubernetes.io/pvc-protection";

  private final ObjectStore store;
  private final Provisioning provisioning;

  ClaimBinding(ObjectStore store, Provisioning provisioning) {
    this.store = store;
    this.provisioning = provisioning;
  }

  @Override
  public String name() {
    return "claims";
  }

  @Override
  public void reconcile() {
    for (ObjectNode claim : store.list(Types.CLAIM, "")) {
      Attempt.at(key(claim), () -> reconcile(claim));
    }
  }

  private void reconcile(ObjectNode claim) {
    if (Metadata.isDeleting(claim)) {
      release(claim);
    } else if (!Claims.isBound(claim)) {
      volumeFor(claim).ifPresent(volume -> bind(claim, volume));
    }
  }

  private void release(ObjectNode claim) {
    if (Claims.users(store, Metadata.namespace(claim), Metadata.name(claim)).isEmpty()) {
      store.update(key(claim), current -> Metadata.removeFinalizer(current, PROTECTION));
    }
  }

  private Optional<ObjectNode> volumeFor(ObjectNode claim) {
    String named = claim.path("spec").path("volumeName").asText("");
    if (!named.isEmpty()) {
      return store
          .get(ObjectKey.of(Types.VOLUME, "", named))
          .filter(volume -> Claims.isFor(volume, claim) && !Metadata.isDeleting(volume));
    }
    return store.list(Types.VOLUME, "").stream()
        .filter(volume -> !Metadata.isDeleting(volume) && Claims.isFor(volume, claim))
        .filter(volume -> Claims.isReserved(volume) || fits(volume, claim))
        .min(
            Comparator.comparing((ObjectNode volume) -> !Claims.isReserved(volume))
                .thenComparing(ClaimBinding::capacity))
        .or(() -> provisioning.provision(claim));
  }

  private static long capacity(JsonNode volume) {
    return Quantity.bytes(volume.path("spec").path("capacity").path("storage").asText());
  }

  private static boolean fits(JsonNode volume, JsonNode claim) {
    JsonNode spec = claim.path("spec");
    Set<String> modes = new HashSet<>(Json.texts(volume.path("spec").path("accessModes")));
    boolean wantsContent = spec.has("dataSource") || spec.has("dataSourceRef");
    return !wantsContent
        && volume
            .path("spec")
            .path("storageClassName")
            .asText("")
            .equals(spec.path("storageClassName").asText(""))
        && capacity(volume)
            >= Quantity.bytes(spec.path("resources").path("requests").path("storage").asText())
        && modes.containsAll(Json.texts(spec.path("accessModes")));
  }

  private void bind(ObjectNode claim, ObjectNode volume) {
    Optional<ObjectNode> bound =
        store.update(
            ObjectKey.of(Types.VOLUME, "", Metadata.name(volume)),
            current -> {
              if (Claims.isFor(current, claim)) {
                refer(current, claim);
              }
              return current;
            });
    bound
        .filter(
            now ->
                now.path("spec").path("claimRef").path("uid").asText().equals(Metadata.uid(claim)))
        .ifPresent(now -> store.update(key(claim), current -> show(current, now)));
  }

  static void refer(ObjectNode volume, ObjectNode claim) {
    Json.child(volume, "spec")
        .putObject("claimRef")
        .put("apiVersion", "v1")
        .put("kind", "PersistentVolumeClaim")
        .put("namespace", Metadata.namespace(claim))
        .put("name", Metadata.name(claim))
        .put("uid", Metadata.uid(claim));
    Json.child(volume, "status").put("phase", "Bound");
  }

  private static ObjectNode show(ObjectNode claim, ObjectNode volume) {
    Json.child(Json.child(claim, "metadata"), "annotations")
        .put("pv.kubernetes.io/bind-completed", "yes");
    Json.child(claim, "spec").put("volumeName", Metadata.name(volume));
    ObjectNode status = Json.child(claim, "status").put("phase", "Bound");
    status.set("accessModes", volume.path("spec").path("accessModes").deepCopy());
    status.set("capacity", volume.path("spec").path("capacity").deepCopy());
    return claim;
  }

  private static ObjectKey key(ObjectNode claim) {
    return ObjectKey.of(Types.CLAIM, Metadata.namespace(claim), Metadata.name(claim));
  }
}
