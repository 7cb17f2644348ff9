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

/** Follows volumes after their claims: keeps or deletes them as their reclaim policy says. */
final class VolumeReclaiming implements Controller {
  private static final String PROTECTION = "kubernetes.io/pv-protection";

  private final ObjectStore store;
  private final VolumeDriver driver;

  VolumeReclaiming(ObjectStore store, VolumeDriver driver) {
    this.store = store;
    this.driver = driver;
  }

  @Override
  public String name() {
    return "volumes";
  }

  @Override
  public void reconcile() {
    for (ObjectNode volume : store.list(Types.VOLUME, "")) {
      ObjectKey key = ObjectKey.of(Types.VOLUME, "", Metadata.name(volume));
      Attempt.at(key, () -> reconcile(key, volume));
    }
  }

  private void reconcile(ObjectKey key, ObjectNode volume) {
    String phase = phase(volume);
    store.update(
        key,
        current -> {
          if (phase(current).equals(phase)) {
            Json.child(current, "status").put("phase", phase);
          }
          return current;
        });
    if (!phase.equals("Bound")) {
      reclaim(key, volume, phase);
    }
  }

  private void reclaim(ObjectKey key, ObjectNode volume, String phase) {
    boolean deletesData =
        volume.path("spec").path("persistentVolumeReclaimPolicy").asText().equals("Delete");
    if (phase.equals("Released") && deletesData && !Metadata.isDeleting(volume)) {
      store.delete(key);
    } else if (Metadata.isDeleting(volume)) {
      if (deletesData) {
        Claims.handle(volume).ifPresent(driver::deleteVolume);
      }
      store.update(key, current -> Metadata.removeFinalizer(current, PROTECTION));
    }
  }

  /** Bound as long as the very claim exists that the volume names by uid. */
  private String phase(JsonNode volume) {
    JsonNode reference = volume.path("spec").path("claimRef");
    String uid = reference.path("uid").asText("");
    if (uid.isEmpty()) {
      return "Available";
    }
    ObjectKey claim =
        ObjectKey.of(
            Types.CLAIM, reference.path("namespace").asText(), reference.path("name").asText());
    return store.get(claim).filter(found -> Metadata.uid(found).equals(uid)).isPresent()
        ? "Bound"
        : "Released";
  }
}
