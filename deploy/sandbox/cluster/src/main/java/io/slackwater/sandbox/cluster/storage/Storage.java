// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import io.slackwater.sandbox.cluster.api.Admission;
import io.slackwater.sandbox.cluster.controllers.Controller;
import io.slackwater.sandbox.cluster.pods.ClaimedVolumes;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Volumes and snapshots of one cluster. */
public final class Storage implements AutoCloseable {
  public static Storage of(StorageKind kind, Path data, long bytes) {
    return new Storage();
  }

  public void open() {}

  public ClaimedVolumes claimedVolumes(ObjectStore store) {
    return (a, b) -> Optional.empty();
  }

  public interface P {
    List<Path> namespaces(String uid);
  }

  public List<Controller> controllers(ObjectStore store, Admission admission, P p, Clock clock) {
    return List.of();
  }

  @Override
  public void close() {}
}
