// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/** When snapshots were taken and of how large a volume; kept beside them, not in the API. */
final class SnapshotRecords {
  private final Path directory;

  SnapshotRecords(Path data) {
    this.directory = data.resolve("snapshot-records");
  }

  /**
   * @param taken when the snapshot stood
   * @param bytes the size that a volume made from it must have
   */
  record Entry(Instant taken, long bytes) {
    long nanos() {
      return taken.getEpochSecond() * 1_000_000_000L + taken.getNano();
    }
  }

  boolean has(String snapshot) {
    return Files.exists(file(snapshot));
  }

  void put(String snapshot, Entry entry) {
    ObjectNode json = Json.object().put("taken", entry.nanos()).put("bytes", entry.bytes());
    try {
      Files.createDirectories(directory);
      Path fresh = directory.resolve(VolumeDriver.checked(snapshot) + ".new");
      Files.write(fresh, Json.write(json));
      Files.move(fresh, file(snapshot), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new StorageException("cannot note the snapshot " + snapshot, failure);
    }
  }

  Entry get(String snapshot) {
    try {
      ObjectNode json = Json.readObject(Files.readAllBytes(file(snapshot)));
      return new Entry(
          Instant.ofEpochSecond(0, json.path("taken").asLong()), json.path("bytes").asLong());
    } catch (IOException failure) {
      throw new StorageException("cannot read the record of snapshot " + snapshot, failure);
    }
  }

  void forget(String snapshot) {
    try {
      Files.deleteIfExists(file(snapshot));
    } catch (IOException failure) {
      throw new StorageException("cannot forget the snapshot " + snapshot, failure);
    }
  }

  private Path file(String snapshot) {
    return directory.resolve(VolumeDriver.checked(snapshot) + ".json");
  }
}
