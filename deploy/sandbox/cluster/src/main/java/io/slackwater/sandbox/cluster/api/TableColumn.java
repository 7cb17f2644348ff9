// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ResourceType;
import java.util.List;
import java.util.function.Function;

/**
 * What a table shows of a kind between its name and its age.
 *
 * @param name the column's heading
 * @param cell what it says of an object
 */
record TableColumn(String name, Function<ObjectNode, String> cell) {

  static List<TableColumn> of(ResourceType type) {
    return switch (type.collection()) {
      case "pods" ->
          List.of(
              new TableColumn("Ready", TableColumn::readyContainers),
              new TableColumn("Status", TableColumn::podStatus),
              new TableColumn("Restarts", TableColumn::restarts));
      case "namespaces" -> List.of(field("Status", "/status/phase"));
      case "services" ->
          List.of(field("Type", "/spec/type"), field("Cluster-IP", "/spec/clusterIP"));
      case "persistentvolumeclaims" ->
          List.of(
              field("Status", "/status/phase"),
              field("Volume", "/spec/volumeName"),
              field("Capacity", "/status/capacity/storage"),
              field("StorageClass", "/spec/storageClassName"));
      case "persistentvolumes" ->
          List.of(
              field("Capacity", "/spec/capacity/storage"),
              field("Reclaim Policy", "/spec/persistentVolumeReclaimPolicy"),
              field("Status", "/status/phase"),
              new TableColumn("Claim", TableColumn::claim));
      case "deployments.apps", "statefulsets.apps", "replicasets.apps" ->
          List.of(new TableColumn("Ready", TableColumn::readyReplicas));
      case "jobs.batch" ->
          List.of(field("Succeeded", "/status/succeeded"), field("Failed", "/status/failed"));
      case "volumesnapshots.snapshot.storage.k8s.io" ->
          List.of(
              field("ReadyToUse", "/status/readyToUse"),
              field("SourcePVC", "/spec/source/persistentVolumeClaimName"),
              field("SnapshotContent", "/status/boundVolumeSnapshotContentName"));
      case "volumesnapshotcontents.snapshot.storage.k8s.io" ->
          List.of(
              field("ReadyToUse", "/status/readyToUse"),
              field("DeletionPolicy", "/spec/deletionPolicy"),
              field("VolumeSnapshot", "/spec/volumeSnapshotRef/name"),
              field("VolumeSnapshotNamespace", "/spec/volumeSnapshotRef/namespace"));
      default -> List.of();
    };
  }

  private static TableColumn field(String name, String pointer) {
    return new TableColumn(name, object -> object.at(pointer).asText(""));
  }

  private static String readyContainers(ObjectNode pod) {
    int ready = 0;
    for (JsonNode status : pod.path("status").path("containerStatuses")) {
      ready += status.path("ready").asBoolean() && status.path("state").has("running") ? 1 : 0;
    }
    return ready + "/" + pod.path("spec").path("containers").size();
  }

  private static String podStatus(ObjectNode pod) {
    if (Metadata.isDeleting(pod)) {
      return "Terminating";
    }
    for (JsonNode status : pod.path("status").path("containerStatuses")) {
      JsonNode waiting = status.path("state").path("waiting");
      if (waiting.has("reason")) {
        return waiting.path("reason").asText();
      }
    }
    String phase = pod.path("status").path("phase").asText();
    return phase.equals("Succeeded") ? "Completed" : phase;
  }

  private static String restarts(ObjectNode pod) {
    int restarts = 0;
    for (JsonNode status : pod.path("status").path("containerStatuses")) {
      restarts += status.path("restartCount").asInt();
    }
    return Integer.toString(restarts);
  }

  private static String claim(ObjectNode volume) {
    JsonNode reference = volume.path("spec").path("claimRef");
    return reference.isObject()
        ? reference.path("namespace").asText() + "/" + reference.path("name").asText()
        : "";
  }

  private static String readyReplicas(ObjectNode workload) {
    return "%d/%d"
        .formatted(
            workload.path("status").path("readyReplicas").asInt(),
            workload.path("spec").path("replicas").asInt());
  }
}
