// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an object is to be deleted.
 *
 * @param propagation what becomes of its dependents
 * @param graceSeconds for pods: time between SIGTERM and SIGKILL; null for the pod's own choice
 * @param uid refuse unless the object has this uid; null for any
 * @param resourceVersion refuse unless the object is at this version; null for any
 */
public record DeleteRequest(
    Propagation propagation,
    @Nullable Long graceSeconds,
    @Nullable String uid,
    @Nullable String resourceVersion) {
  /** Background propagation, the pod's own grace, no preconditions. */
  public static final DeleteRequest DEFAULT =
      new DeleteRequest(Propagation.BACKGROUND, null, null, null);

  /** Kill at once. */
  public static final DeleteRequest NOW = new DeleteRequest(Propagation.BACKGROUND, 0L, null, null);

  /** Finalizer that keeps an owner until its dependents are gone. */
  public static final String FOREGROUND_FINALIZER = "foregroundDeletion";

  /** Finalizer that keeps an owner until its dependents are set free. */
  public static final String ORPHAN_FINALIZER = "orphan";

  /** What becomes of the dependents. */
  public enum Propagation {
    BACKGROUND,
    FOREGROUND,
    ORPHAN
  }

  /**
   * Reads a DeleteOptions body.
   *
   * @throws ApiException 400 for an unknown propagation policy
   */
  public static DeleteRequest of(JsonNode options) {
    JsonNode preconditions = options.path("preconditions");
    return new DeleteRequest(
        propagationOf(options),
        options.hasNonNull("gracePeriodSeconds")
            ? options.path("gracePeriodSeconds").asLong()
            : null,
        textOrNull(preconditions, "uid"),
        textOrNull(preconditions, "resourceVersion"));
  }

  private static Propagation propagationOf(JsonNode options) {
    String policy = options.path("propagationPolicy").asText("");
    return switch (policy) {
      case "", "Background" ->
          options.path("orphanDependents").asBoolean()
              ? Propagation.ORPHAN
              : Propagation.BACKGROUND;
      case "Foreground" -> Propagation.FOREGROUND;
      case "Orphan" -> Propagation.ORPHAN;
      default -> throw ApiException.badRequest("invalid propagationPolicy: " + policy);
    };
  }

  private static @Nullable String textOrNull(JsonNode object, String field) {
    return object.hasNonNull(field) ? object.path(field).asText() : null;
  }

  /** Puts the deletion's marks on an object. */
  ObjectNode mark(ObjectKey key, ObjectNode object, Instant now) {
    if (uid != null && !uid.equals(Metadata.uid(object))) {
      throw ApiException.conflict(
          key, "the UID in the precondition (%s) does not match".formatted(uid));
    }
    if (resourceVersion != null && !resourceVersion.equals(Metadata.resourceVersion(object))) {
      throw ApiException.conflict(key, "the ResourceVersion in the precondition does not match");
    }
    ObjectNode metadata = Json.child(object, "metadata");
    if (!Metadata.isDeleting(object)) {
      metadata.put("deletionTimestamp", Metadata.timestamp(now));
      metadata.put("generation", metadata.path("generation").asLong() + 1);
      if (propagation == Propagation.FOREGROUND) {
        Metadata.addFinalizer(object, FOREGROUND_FINALIZER);
      } else if (propagation == Propagation.ORPHAN) {
        Metadata.addFinalizer(object, ORPHAN_FINALIZER);
      }
      if (key.isOf(Types.NAMESPACE)) {
        Json.child(object, "status").put("phase", "Terminating");
      }
    }
    if (key.isOf(Types.POD)) {
      markGrace(object, metadata);
    }
    return object;
  }

  private void markGrace(ObjectNode pod, ObjectNode metadata) {
    long wanted =
        graceSeconds != null
            ? graceSeconds
            : pod.path("spec").path("terminationGracePeriodSeconds").asLong(30);
    if (!pod.path("spec").hasNonNull("nodeName")) {
      wanted = 0;
    }
    JsonNode before = metadata.path("deletionGracePeriodSeconds");
    if (before.isMissingNode() || wanted < before.asLong()) {
      metadata.put("deletionGracePeriodSeconds", wanted);
    }
  }
}
