// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.time.Duration;
import java.util.Optional;

/**
 * How the storage goes about a snapshot, as parameters of the volume's StorageClass say, in
 * milliseconds. Real storage differs here; without parameters all is done at once.
 *
 * @param queueDelay parameter {@code snapshotQueueDelay}: from the request until the cut
 * @param creationDelay parameter {@code snapshotCreationDelay}: from the cut until it is reported
 * @param readyDelay parameter {@code snapshotReadyDelay}: from there until it is ready to use
 * @param cutDelay parameter {@code snapshotCutDelay}: the creation is reported at once, which is a
 *     lie: the cut comes so much later
 */
record SnapshotPace(
    Duration queueDelay, Duration creationDelay, Duration readyDelay, Duration cutDelay) {

  static SnapshotPace of(ObjectStore store, String volumeHandle) {
    Optional<ObjectNode> storageClass =
        store.list(Types.VOLUME, "").stream()
            .filter(each -> Claims.handle(each).filter(volumeHandle::equals).isPresent())
            .map(each -> each.path("spec").path("storageClassName").asText(""))
            .filter(name -> !name.isEmpty())
            .findFirst()
            .flatMap(name -> store.get(ObjectKey.of(Types.STORAGE_CLASS, "", name)));
    return new SnapshotPace(
        millis(storageClass, "snapshotQueueDelay"),
        millis(storageClass, "snapshotCreationDelay"),
        millis(storageClass, "snapshotReadyDelay"),
        millis(storageClass, "snapshotCutDelay"));
  }

  private static Duration millis(Optional<ObjectNode> storageClass, String parameter) {
    JsonNode value = storageClass.map(each -> each.path("parameters").path(parameter)).orElse(null);
    String text = value == null ? "" : value.asText("");
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    if (!text.matches("[0-9]{1,6}")) {
      throw new StorageException(
          "parameter %s must be milliseconds, not \"%s\"".formatted(parameter, text));
    }
    return Duration.ofMillis(Long.parseLong(text));
  }

  boolean isImmediate() {
    return queueDelay.isZero()
        && creationDelay.isZero()
        && readyDelay.isZero()
        && cutDelay.isZero();
  }

  boolean lies() {
    return !cutDelay.isZero();
  }
}
