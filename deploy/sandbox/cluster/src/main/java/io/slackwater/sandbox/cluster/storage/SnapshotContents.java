// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.SandboxClusterException;
import io.slackwater.sandbox.cluster.controllers.Attempt;
import io.slackwater.sandbox.cluster.controllers.Controller;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes and removes the snapshots that VolumeSnapshotContents stand for. */
final class SnapshotContents implements Controller {
  private static final String PROTECTION =
      "snapshot.storage.kubernetes.io/volumesnapshotcontent-bound-protection";

  private final ObjectStore store;
  private final VolumeDriver driver;
  private final VolumeWriters writers;
  private final SnapshotRecords records;
  private final Clock clock;

  /** Handles of snapshots that are being taken at a slow pace. */
  private final Set<String> inWork = ConcurrentHashMap.newKeySet();

  SnapshotContents(
      ObjectStore store,
      VolumeDriver driver,
      VolumeWriters writers,
      SnapshotRecords records,
      Clock clock) {
    this.store = store;
    this.driver = driver;
    this.writers = writers;
    this.records = records;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "snapshot-contents";
  }

  @Override
  public void reconcile() {
    for (ObjectNode content : store.list(Types.SNAPSHOT_CONTENT, "")) {
      if (!content.path("spec").path("driver").asText().equals(Claims.DRIVER)) {
        continue;
      }
      ObjectKey key = ObjectKey.of(Types.SNAPSHOT_CONTENT, "", Metadata.name(content));
      Attempt.at(key, () -> reconcile(key, content));
    }
  }

  private void reconcile(ObjectKey key, ObjectNode content) {
    if (Metadata.isDeleting(content)) {
      remove(key, content);
      return;
    }
    store.update(key, current -> Metadata.addFinalizer(current, PROTECTION));
    if (!content.path("status").path("readyToUse").asBoolean()) {
      fulfil(key, content);
    }
  }

  private void remove(ObjectKey key, ObjectNode content) {
    if (isStillUsed(content)) {
      return;
    }
    String handle = handle(content);
    if (content.path("spec").path("deletionPolicy").asText().equals("Delete")) {
      driver.deleteSnapshot(handle);
      records.forget(handle);
    }
    store.update(key, current -> Metadata.removeFinalizer(current, PROTECTION));
  }

  private boolean isStillUsed(JsonNode content) {
    JsonNode reference = content.path("spec").path("volumeSnapshotRef");
    String uid = reference.path("uid").asText("");
    ObjectKey snapshot =
        ObjectKey.of(
            Types.SNAPSHOT, reference.path("namespace").asText(), reference.path("name").asText());
    return store
        .get(snapshot)
        .filter(found -> Metadata.uid(found).equals(uid) && !Metadata.isDeleting(found))
        .isPresent();
  }

  private static String handle(JsonNode content) {
    JsonNode source = content.path("spec").path("source");
    return source.has("snapshotHandle")
        ? source.path("snapshotHandle").asText()
        : "snapshot-" + Metadata.uid(content);
  }

  private void fulfil(ObjectKey key, ObjectNode content) {
    String handle = handle(content);
    try {
      JsonNode source = content.path("spec").path("source");
      if (source.has("volumeHandle")) {
        String volume = source.path("volumeHandle").asText();
        SnapshotPace pace = SnapshotPace.of(store, volume);
        if (!pace.isImmediate()) {
          if (inWork.add(handle)) {
            Thread.ofVirtual().start(() -> takeSlowly(key, volume, handle, pace));
          }
          return;
        }
        take(volume, handle);
      } else if (!driver.hasSnapshot(handle)) {
        throw new StorageException("there is no snapshot with the handle " + handle);
      }
      SnapshotRecords.Entry entry = records.get(handle);
      store.update(key, current -> show(current, handle, entry, true));
    } catch (SandboxClusterException failure) {
      store.update(key, current -> failed(current, String.valueOf(failure.getMessage())));
      throw failure;
    }
  }

  /** Takes a snapshot at its pace; begun anew when this process ends before it is ready. */
  private void takeSlowly(ObjectKey key, String volume, String handle, SnapshotPace pace) {
    try {
      Thread.sleep(pace.queueDelay());
      if (!isWanted(key)) {
        return;
      }
      if (pace.lies()) {
        if (!records.has(handle)) {
          records.put(handle, new SnapshotRecords.Entry(clock.instant(), capacity(volume)));
        }
      } else {
        take(volume, handle);
      }
      Thread.sleep(pace.creationDelay());
      SnapshotRecords.Entry entry = records.get(handle);
      store.update(key, current -> show(current, handle, entry, false));
      Thread.sleep(pace.lies() ? pace.cutDelay() : pace.readyDelay());
      if (isWanted(key)) {
        take(volume, handle);
        store.update(key, current -> show(current, handle, entry, true));
      }
    } catch (SandboxClusterException failure) {
      store.update(key, current -> failed(current, String.valueOf(failure.getMessage())));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      inWork.remove(handle);
    }
  }

  private boolean isWanted(ObjectKey key) {
    return store.get(key).filter(current -> !Metadata.isDeleting(current)).isPresent();
  }

  private void take(String volume, String handle) {
    Instant begun = clock.instant(); // what was written before is in: a later time would not say so
    driver.createSnapshot(volume, handle, writers.of(volume));
    if (!records.has(handle)) {
      records.put(handle, new SnapshotRecords.Entry(begun, capacity(volume)));
    }
  }

  private long capacity(String volume) {
    return store.list(Types.VOLUME, "").stream()
        .filter(each -> Claims.handle(each).filter(volume::equals).isPresent())
        .map(each -> each.path("spec").path("capacity").path("storage").asText())
        .mapToLong(Quantity::bytes)
        .findFirst()
        .orElse(0);
  }

  private static ObjectNode show(
      ObjectNode content, String handle, SnapshotRecords.Entry entry, boolean ready) {
    ObjectNode status = Json.child(content, "status");
    status.remove("error");
    status
        .put("snapshotHandle", handle)
        .put("readyToUse", ready)
        .put("creationTime", entry.nanos())
        .put("restoreSize", entry.bytes());
    return content;
  }

  private ObjectNode failed(ObjectNode content, String message) {
    ObjectNode status = Json.child(content, "status").put("readyToUse", false);
    if (!status.path("error").path("message").asText().equals(message)) {
      status
          .putObject("error")
          .put("message", message)
          .put("time", Metadata.timestamp(clock.instant()));
    }
    return content;
  }
}
