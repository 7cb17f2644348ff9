// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.snapshot.application.SnapshotStore;
import io.slackwater.snapshot.domain.CutContent;
import io.slackwater.snapshot.domain.CutSnapshot;
import io.slackwater.snapshot.domain.Labels;
import io.slackwater.snapshot.domain.SnapshotClass;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of the CSI snapshot API, whose fields are all optional until something set
 * them.
 */
final class SnapshotObjects {

  static final String RETAIN = "Retain";
  static final String DELETE = "Delete";

  private static final String DEFAULT_CLASS = "snapshot.storage.kubernetes.io/is-default-class";
  private static final long NANOS = 1_000_000_000L;

  private SnapshotObjects() {}

  static SnapshotClass snapshotClass(GenericKubernetesResource object) {
    Map<String, String> annotations = annotations(object);
    return new SnapshotClass(
        object.getMetadata().getName(),
        Objects.requireNonNullElse(text(object, "driver"), ""),
        "true".equals(annotations.get(DEFAULT_CLASS)));
  }

  static CutSnapshot cutSnapshot(GenericKubernetesResource object) {
    ObjectMeta metadata = object.getMetadata();
    return new CutSnapshot(
        metadata.getNamespace(),
        metadata.getName(),
        Objects.requireNonNullElse(text(object, "spec", "source", "persistentVolumeClaimName"), ""),
        Fence.attemptOf(object),
        holdOf(object),
        Fence.holderOf(object),
        metadata.getDeletionTimestamp() != null,
        text(object, "status", "boundVolumeSnapshotContentName"),
        text(object, "status", "error", "message"));
  }

  private static @Nullable HoldId holdOf(GenericKubernetesResource object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    String hold = labels == null ? null : labels.get(Labels.HOLD);
    return hold == null ? null : new HoldId(hold);
  }

  static CutContent cutContent(GenericKubernetesResource object) {
    Long created = number(object, "status", "creationTime");
    return new CutContent(
        object.getMetadata().getName(),
        Objects.requireNonNullElse(text(object, "spec", "driver"), ""),
        text(object, "spec", "volumeSnapshotClassName"),
        RETAIN.equals(text(object, "spec", "deletionPolicy")),
        Boolean.TRUE.equals(object.<Object>get("status", "readyToUse")),
        text(object, "status", "snapshotHandle"),
        created == null ? null : Instant.ofEpochSecond(created / NANOS, created % NANOS),
        number(object, "status", "restoreSize"),
        text(object, "status", "error", "message"));
  }

  /** Whether a content stands for a snapshot of the storage. */
  static boolean standsFor(GenericKubernetesResource content, String driver, String handle) {
    return driver.equals(text(content, "spec", "driver"))
        && (handle.equals(text(content, "status", "snapshotHandle"))
            || handle.equals(text(content, "spec", "source", "snapshotHandle")));
  }

  /** The VolumeSnapshot that a content was made for. */
  static Optional<NamespacedName> boundSnapshot(GenericKubernetesResource content) {
    String namespace = text(content, "spec", "volumeSnapshotRef", "namespace");
    String name = text(content, "spec", "volumeSnapshotRef", "name");
    return namespace == null || name == null
        ? Optional.empty()
        : Optional.of(new NamespacedName(namespace, name));
  }

  /** Where an object is. */
  record NamespacedName(String namespace, String name) {}

  /** Whether it is that very VolumeSnapshot, and not another of its name. */
  static boolean isBoundTo(
      @Nullable GenericKubernetesResource snapshot, GenericKubernetesResource content) {
    String uid = text(content, "spec", "volumeSnapshotRef", "uid");
    return snapshot != null
        && (snapshot.getMetadata().getUid().equals(uid)
            || content
                .getMetadata()
                .getName()
                .equals(text(snapshot, "spec", "source", "volumeSnapshotContentName")));
  }

  /** The change that says that a snapshot is part of a whole set; none when it is known to be. */
  static Optional<Map<String, Object>> finished(GenericKubernetesResource object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    if (labels == null || !labels.containsKey(Labels.UNFINISHED)) {
      return Optional.empty();
    }
    Map<String, Object> gone = new HashMap<>();
    gone.put(Labels.UNFINISHED, null);
    return Optional.of(Map.of("metadata", Map.of("labels", gone)));
  }

  /** The change of a content that makes the storage let the snapshot go with it. */
  static Optional<Map<String, Object>> released(GenericKubernetesResource content) {
    return DELETE.equals(text(content, "spec", "deletionPolicy"))
        ? Optional.empty()
        : Optional.of(Map.of("spec", Map.of("deletionPolicy", DELETE)));
  }

  static SnapshotStore.Binding binding(
      @Nullable GenericKubernetesResource snapshot, @Nullable GenericKubernetesResource content) {
    if (snapshot == null || content == null) {
      return new SnapshotStore.Binding(false, Optional.of("its objects were deleted by somebody"));
    }
    String error = text(snapshot, "status", "error", "message");
    return new SnapshotStore.Binding(
        Boolean.TRUE.equals(snapshot.<Object>get("status", "readyToUse")),
        Optional.ofNullable(error == null ? text(content, "status", "error", "message") : error));
  }

  private static Map<String, String> annotations(GenericKubernetesResource object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations == null ? Map.of() : annotations;
  }

  private static @Nullable String text(GenericKubernetesResource object, Object... path) {
    return object.<Object>get(path) instanceof String text ? text : null;
  }

  private static @Nullable Long number(GenericKubernetesResource object, Object... path) {
    return object.<Object>get(path) instanceof Number number ? (Long) number.longValue() : null;
  }
}
