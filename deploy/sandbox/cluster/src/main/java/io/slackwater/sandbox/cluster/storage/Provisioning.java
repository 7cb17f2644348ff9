// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.api.Admission;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.util.Optional;

/** Makes the volume for a claim whose class is ours, empty or from a snapshot. */
final class Provisioning {
  private static final String FS_TYPE = "csi.storage.k8s.io/fstype";

  private final ObjectStore store;
  private final Admission admission;
  private final VolumeDriver driver;

  Provisioning(ObjectStore store, Admission admission, VolumeDriver driver) {
    this.store = store;
    this.admission = admission;
    this.driver = driver;
  }

  /** The new volume; empty when the claim is not ours to serve, or not yet. */
  Optional<ObjectNode> provision(ObjectNode claim) {
    String className = claim.path("spec").path("storageClassName").asText("");
    return store
        .get(ObjectKey.of(Types.STORAGE_CLASS, "", className))
        .filter(each -> each.path("provisioner").asText().equals(Claims.DRIVER))
        .filter(each -> isWanted(each, claim))
        .flatMap(each -> make(each, claim));
  }

  private boolean isWanted(JsonNode storageClass, ObjectNode claim) {
    return !storageClass.path("volumeBindingMode").asText().equals("WaitForFirstConsumer")
        || !Claims.users(store, Metadata.namespace(claim), Metadata.name(claim)).isEmpty();
  }

  private Optional<ObjectNode> make(JsonNode storageClass, ObjectNode claim) {
    String name = "pvc-" + Metadata.uid(claim);
    JsonNode source = claim.path("spec").path("dataSourceRef");
    if (source.isObject()) {
      Optional<String> snapshot = snapshotHandle(claim, source);
      if (snapshot.isEmpty()) {
        return Optional.empty();
      }
      driver.createVolume(name, snapshot.get());
    } else {
      String type = storageClass.path("parameters").path(FS_TYPE).asText("");
      if (type.isEmpty()) {
        driver.createVolume(name);
      } else {
        driver.createVolumeWithFileSystem(name, type, Quantity.bytes(size(claim)));
      }
    }
    return Optional.of(admission.create(Types.VOLUME, "", volume(name, storageClass, claim)));
  }

  private Optional<String> snapshotHandle(ObjectNode claim, JsonNode source) {
    if (!source.path("kind").asText().equals("VolumeSnapshot")) {
      throw new StorageException(
          "claim %s/%s: a volume can be made from a VolumeSnapshot only, not from a %s"
              .formatted(
                  Metadata.namespace(claim), Metadata.name(claim), source.path("kind").asText()));
    }
    String namespace = source.path("namespace").asText(Metadata.namespace(claim));
    return store
        .get(ObjectKey.of(Types.SNAPSHOT, namespace, source.path("name").asText()))
        .filter(snapshot -> snapshot.path("status").path("readyToUse").asBoolean())
        .flatMap(
            snapshot ->
                store.get(
                    ObjectKey.of(
                        Types.SNAPSHOT_CONTENT,
                        "",
                        snapshot.path("status").path("boundVolumeSnapshotContentName").asText())))
        .map(content -> content.path("status").path("snapshotHandle").asText());
  }

  private static String size(ObjectNode claim) {
    return claim.path("spec").path("resources").path("requests").path("storage").asText("1Gi");
  }

  private static ObjectNode volume(String name, JsonNode storageClass, ObjectNode claim) {
    ObjectNode volume = Json.object();
    ObjectNode metadata = volume.putObject("metadata").put("name", name);
    metadata.putObject("annotations").put("pv.kubernetes.io/provisioned-by", Claims.DRIVER);
    ObjectNode spec = volume.putObject("spec");
    JsonNode wanted = claim.path("spec");
    spec.set("accessModes", wanted.path("accessModes").deepCopy());
    spec.putObject("capacity").put("storage", size(claim));
    spec.put("storageClassName", Metadata.name(storageClass));
    spec.put("persistentVolumeReclaimPolicy", storageClass.path("reclaimPolicy").asText("Delete"));
    spec.putObject("csi").put("driver", Claims.DRIVER).put("volumeHandle", name);
    ClaimBinding.refer(volume, claim);
    return volume;
  }
}
