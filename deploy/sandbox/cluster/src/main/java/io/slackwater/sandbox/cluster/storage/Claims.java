// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.util.List;
import java.util.Optional;

/** How claims, volumes and pods refer to one another. */
final class Claims {
  static final String DRIVER = "btrfs.sandbox.slackwater.io";

  private Claims() {}

  static boolean isBound(JsonNode object) {
    return object.path("status").path("phase").asText().equals("Bound");
  }

  /** The volume that a bound claim has. */
  static Optional<ObjectNode> volumeOf(ObjectStore store, JsonNode claim) {
    String name = claim.path("spec").path("volumeName").asText("");
    return isBound(claim) && !name.isEmpty()
        ? store.get(ObjectKey.of(Types.VOLUME, "", name))
        : Optional.empty();
  }

  /** The handle of a volume of ours; empty for another driver's. */
  static Optional<String> handle(JsonNode volume) {
    JsonNode csi = volume.path("spec").path("csi");
    return csi.path("driver").asText().equals(DRIVER)
        ? Optional.of(csi.path("volumeHandle").asText())
        : Optional.empty();
  }

  /** Pods that have or may get processes and that name the claim. */
  static List<ObjectNode> users(ObjectStore store, String namespace, String claim) {
    return store.list(Types.POD, namespace).stream()
        .filter(pod -> !isFinished(pod))
        .filter(pod -> names(pod, claim))
        .toList();
  }

  private static boolean isFinished(JsonNode pod) {
    String phase = pod.path("status").path("phase").asText();
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  private static boolean names(JsonNode pod, String claim) {
    for (JsonNode volume : pod.path("spec").path("volumes")) {
      if (volume.path("persistentVolumeClaim").path("claimName").asText("").equals(claim)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the volume is free for the claim or kept for it. */
  static boolean isFor(JsonNode volume, JsonNode claim) {
    JsonNode reference = volume.path("spec").path("claimRef");
    if (reference.isMissingNode() || reference.isNull()) {
      return true;
    }
    String uid = reference.path("uid").asText("");
    return reference.path("namespace").asText().equals(Metadata.namespace(claim))
        && reference.path("name").asText().equals(Metadata.name(claim))
        && (uid.isEmpty() || uid.equals(Metadata.uid(claim)));
  }

  static boolean isReserved(JsonNode volume) {
    return volume.path("spec").hasNonNull("claimRef");
  }
}
