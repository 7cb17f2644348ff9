// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.slackwater.snapshot.domain.Labels;
import io.slackwater.snapshot.domain.StorageRefusedException;
import io.slackwater.snapshot.domain.SupersededException;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes that an attempt makes to objects which a newer attempt may have taken over meanwhile.
 * Each holds only for the version that was looked at, so an attempt that wakes late, between its
 * look and its change, changes nothing.
 */
final class Fence {

  /** How often an object is looked at again that others change under our hands. */
  private static final int ROUNDS = 20;

  private Fence() {}

  /**
   * Deletes an object; nothing when there is none.
   *
   * @throws SupersededException when it is a newer attempt's
   */
  static <T extends HasMetadata> void delete(TaskIdentity identity, Resource<T> resource) {
    write(
        identity,
        resource,
        there -> {
          if (there.getMetadata().getDeletionTimestamp() == null) {
            resource.lockResourceVersion(there.getMetadata().getResourceVersion()).delete();
          }
        });
  }

  /**
   * Applies a merge patch made from the object; nothing when there is none, or for an empty patch.
   *
   * @throws SupersededException when it is a newer attempt's
   */
  static <T extends HasMetadata> void patch(
      TaskIdentity identity,
      Resource<T> resource,
      Function<T, Optional<Map<String, Object>>> change) {
    write(
        identity,
        resource,
        there -> change.apply(there).ifPresent(patch -> merge(resource, there, patch)));
  }

  /**
   * Marks an object of this task, which an older attempt made, as this attempt's.
   *
   * @throws SupersededException when it is a newer attempt's
   */
  static <T extends HasMetadata> void takeOver(TaskIdentity identity, Resource<T> resource) {
    patch(
        identity,
        resource,
        there -> {
          int holder = holderOf(there);
          return isOf(identity, there) && holder < identity.attempt()
              ? Optional.of(Map.of("metadata", Map.of("annotations", marks(identity))))
              : Optional.empty();
        });
  }

  /** The annotations of what an attempt goes on with. */
  static Map<String, String> marks(TaskIdentity identity) {
    return Map.of(
        Labels.TAKEN_OVER_BY,
        Integer.toString(identity.attempt()),
        Labels.NOT_AFTER,
        identity.notAfter().toString());
  }

  /** The newest attempt that made an object or goes on with it; 0 when there is none. */
  static int holderOf(HasMetadata object) {
    return Math.max(attemptOf(object), number(annotation(object, Labels.TAKEN_OVER_BY)));
  }

  /** The attempt that made an object; 0 when there is none. */
  static int attemptOf(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels == null ? 0 : number(labels.get(Labels.ATTEMPT));
  }

  /** Whether an object was made for this task. */
  static boolean isOf(TaskIdentity identity, HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null && identity.task().value().equals(labels.get(Labels.TASK));
  }

  /** An annotation; absent when the object does not have it. */
  static @Nullable String annotation(HasMetadata object, String key) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(key);
  }

  private static int number(@Nullable String attempt) {
    return attempt != null && attempt.matches("[0-9]{1,9}") ? Integer.parseInt(attempt) : 0;
  }

  private static void refuseNewer(TaskIdentity identity, HasMetadata object) {
    int owner = holderOf(object);
    if (isOf(identity, object) && owner > identity.attempt()) {
      throw new SupersededException(
          identity, object.getKind() + "/" + object.getMetadata().getName(), owner);
    }
  }

  /** Deletes an object as it was listed; false when it has changed since, or is gone. */
  static boolean deleteSeen(Resource<? extends HasMetadata> listed) {
    return unlessChanged(
        () ->
            listed.lockResourceVersion(listed.item().getMetadata().getResourceVersion()).delete());
  }

  /** Applies a merge patch to an object as it was listed; nothing when it has changed since. */
  static void patchSeen(Resource<? extends HasMetadata> listed, Map<String, Object> patch) {
    unlessChanged(() -> merge(listed, listed.item(), patch));
  }

  /** Deletes an object if it is of a kind, as it is at that moment. */
  static <T extends HasMetadata> void delete(Resource<T> resource, Predicate<T> kind) {
    T there = resource.get();
    if (there != null && kind.test(there)) {
      String version = there.getMetadata().getResourceVersion();
      unlessChanged(() -> resource.lockResourceVersion(version).delete());
    }
  }

  private static boolean unlessChanged(Runnable write) {
    try {
      write.run();
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || ApiCall.isNotFound(e)) {
        return false;
      }
      throw e;
    }
  }

  private static <T extends HasMetadata> void write(
      TaskIdentity identity, Resource<T> resource, Consumer<T> write) {
    for (int round = 1; ; round++) {
      T there = resource.get();
      if (there == null) {
        return;
      }
      refuseNewer(identity, there);
      if (unlessChanged(() -> write.accept(there))) {
        return;
      }
      if (round == ROUNDS) {
        throw new StorageRefusedException(
            "%s '%s' keeps changing while it is worked on: look at who writes it"
                .formatted(there.getKind(), there.getMetadata().getName()));
      }
    }
  }

  private static void merge(Resource<?> resource, HasMetadata there, Map<String, Object> patch) {
    Map<String, Object> whole = new HashMap<>(patch);
    Map<String, Object> metadata = new HashMap<>();
    if (patch.get("metadata") instanceof Map<?, ?> given) {
      given.forEach((key, value) -> metadata.put(String.valueOf(key), value));
    }
    metadata.put("resourceVersion", there.getMetadata().getResourceVersion());
    whole.put("metadata", metadata);
    Patches.merge(resource, whole);
  }
}
