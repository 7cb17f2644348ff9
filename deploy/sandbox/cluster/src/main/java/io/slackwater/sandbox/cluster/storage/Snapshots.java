// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.api.Admission;
import io.slackwater.sandbox.cluster.controllers.Controller;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Gives each VolumeSnapshot its content and shows in it what becomes of the content. */
final class Snapshots implements Controller {
  private static final String BOUND_PROTECTION =
      "snapshot.storage.kubernetes.io/volumesnapshot-bound-protection";
  private static final String DEFAULT_CLASS = "snapshot.storage.kubernetes.io/is-default-class";

  private final ObjectStore store;
  private final Admission admission;
  private final Clock clock;

  Snapshots(ObjectStore store, Admission admission, Clock clock) {
    this.store = store;
    this.admission = admission;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "snapshots";
  }

  @Override
  public void reconcile() {
    for (ObjectNode snapshot : store.list(Types.SNAPSHOT, "")) {
      ObjectKey key = key(snapshot);
      if (Metadata.isDeleting(snapshot)) {
        release(key, snapshot);
      } else {
        store.update(key, current -> Metadata.addFinalizer(current, BOUND_PROTECTION));
        try {
          Optional<ObjectNode> content = content(snapshot);
          if (content.isEmpty()) {
            throw new StorageException("VolumeSnapshotContent is missing");
          }
          store.update(key, current -> show(current, content.get()));
        } catch (StorageException problem) {
          store.update(key, current -> complain(current, String.valueOf(problem.getMessage())));
        }
      }
    }
  }

  private void release(ObjectKey key, ObjectNode snapshot) {
    Optional<ObjectNode> content =
        store.list(Types.SNAPSHOT_CONTENT, "").stream()
            .filter(each -> isBoundTo(each, snapshot))
            .findFirst();
    boolean goesToo =
        content
            .filter(each -> each.path("spec").path("deletionPolicy").asText().equals("Delete"))
            .isPresent();
    if (goesToo) {
      // The content's deletion removes the data; this object waits for it.
      content
          .filter(each -> !Metadata.isDeleting(each))
          .ifPresent(each -> store.delete(contentKey(Metadata.name(each))));
    } else {
      store.update(key, current -> Metadata.removeFinalizer(current, BOUND_PROTECTION));
    }
  }

  private static boolean isBoundTo(JsonNode content, ObjectNode snapshot) {
    return content
        .path("spec")
        .path("volumeSnapshotRef")
        .path("uid")
        .asText()
        .equals(Metadata.uid(snapshot));
  }

  private Optional<ObjectNode> content(ObjectNode snapshot) {
    JsonNode source = snapshot.path("spec").path("source");
    if (source.has("volumeSnapshotContentName")) {
      return Optional.of(adopt(snapshot, source.path("volumeSnapshotContentName").asText()));
    }
    String bound = snapshot.path("status").path("boundVolumeSnapshotContentName").asText("");
    if (!bound.isEmpty()) {
      return store.get(contentKey(bound));
    }
    String name = "snapcontent-" + Metadata.uid(snapshot);
    return store.get(contentKey(name)).or(() -> Optional.of(request(snapshot, source, name)));
  }

  /** Binds a content that was there first. */
  private ObjectNode adopt(ObjectNode snapshot, String name) {
    ObjectNode content =
        store
            .get(contentKey(name))
            .orElseThrow(() -> new StorageException("VolumeSnapshotContent is missing: " + name));
    JsonNode reference = content.path("spec").path("volumeSnapshotRef");
    String uid = reference.path("uid").asText("");
    boolean names =
        reference.path("name").asText().equals(Metadata.name(snapshot))
            && reference.path("namespace").asText().equals(Metadata.namespace(snapshot));
    if (!names || !(uid.isEmpty() || uid.equals(Metadata.uid(snapshot)))) {
      throw new StorageException(
          "VolumeSnapshotContent %s is bound to a different snapshot".formatted(name));
    }
    return store
        .update(
            contentKey(name),
            current -> {
              Json.child(Json.child(current, "spec"), "volumeSnapshotRef")
                  .put("uid", Metadata.uid(snapshot));
              return current;
            })
        .orElse(content);
  }

  /** Asks the driver for a new snapshot by making a content. */
  private ObjectNode request(ObjectNode snapshot, JsonNode source, String name) {
    String claimName = source.path("persistentVolumeClaimName").asText();
    ObjectNode claim =
        store
            .get(ObjectKey.of(Types.CLAIM, Metadata.namespace(snapshot), claimName))
            .orElseThrow(
                () ->
                    new StorageException(
                        "persistentvolumeclaim \"%s\" not found".formatted(claimName)));
    ObjectNode volume =
        Claims.volumeOf(store, claim)
            .orElseThrow(
                () ->
                    new StorageException(
                        "the PVC %s is not yet bound to a PV, will not attempt to take a snapshot"
                            .formatted(claimName)));
    String handle =
        Claims.handle(volume)
            .orElseThrow(
                () ->
                    new StorageException(
                        "the volume of PVC %s is not one of the driver %s"
                            .formatted(claimName, Claims.DRIVER)));
    ObjectNode snapshotClass = snapshotClass(snapshot);
    ObjectNode content = Json.object();
    content.putObject("metadata").put("name", name);
    ObjectNode spec = content.putObject("spec");
    spec.put("driver", Claims.DRIVER);
    spec.set("deletionPolicy", snapshotClass.path("deletionPolicy"));
    spec.put("volumeSnapshotClassName", Metadata.name(snapshotClass));
    spec.putObject("source").put("volumeHandle", handle);
    spec.putObject("volumeSnapshotRef")
        .put("apiVersion", "snapshot.storage.k8s.io/v1")
        .put("kind", "VolumeSnapshot")
        .put("namespace", Metadata.namespace(snapshot))
        .put("name", Metadata.name(snapshot))
        .put("uid", Metadata.uid(snapshot));
    return admission.create(Types.SNAPSHOT_CONTENT, "", content);
  }

  private ObjectNode snapshotClass(ObjectNode snapshot) {
    String name = snapshot.path("spec").path("volumeSnapshotClassName").asText("");
    ObjectNode found =
        store.list(Types.SNAPSHOT_CLASS, "").stream()
            .filter(
                each ->
                    name.isEmpty()
                        ? Metadata.annotation(each, DEFAULT_CLASS).equals("true")
                        : Metadata.name(each).equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new StorageException(
                        name.isEmpty()
                            ? "there is no default VolumeSnapshotClass"
                            : "volumesnapshotclass \"%s\" not found".formatted(name)));
    if (!found.path("driver").asText().equals(Claims.DRIVER)) {
      throw new StorageException(
          "the driver of VolumeSnapshotClass %s is not the volume's".formatted(name));
    }
    if (name.isEmpty()) {
      store.update(
          key(snapshot),
          current -> {
            Json.child(current, "spec").put("volumeSnapshotClassName", Metadata.name(found));
            return current;
          });
    }
    return found;
  }

  private static ObjectNode show(ObjectNode snapshot, ObjectNode content) {
    ObjectNode status = Json.child(snapshot, "status");
    JsonNode from = content.path("status");
    status.put("boundVolumeSnapshotContentName", Metadata.name(content));
    status.put("readyToUse", from.path("readyToUse").asBoolean());
    if (from.has("creationTime")) {
      long nanos = from.path("creationTime").asLong();
      status.put("creationTime", Metadata.timestamp(Instant.ofEpochSecond(0, nanos)));
    }
    if (from.has("restoreSize")) {
      status.put("restoreSize", from.path("restoreSize").asText());
    }
    if (from.has("error")) {
      status.set("error", from.path("error").deepCopy());
    } else {
      status.remove("error");
    }
    return snapshot;
  }

  private ObjectNode complain(ObjectNode object, String message) {
    ObjectNode status = Json.child(object, "status").put("readyToUse", false);
    if (!status.path("error").path("message").asText().equals(message)) {
      status
          .putObject("error")
          .put("message", message)
          .put("time", Metadata.timestamp(clock.instant()));
    }
    return object;
  }

  private static ObjectKey key(ObjectNode snapshot) {
    return ObjectKey.of(Types.SNAPSHOT, Metadata.namespace(snapshot), Metadata.name(snapshot));
  }

  private static ObjectKey contentKey(String name) {
    return ObjectKey.of(Types.SNAPSHOT_CONTENT, "", name);
  }
}
