// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import io.slackwater.sandbox.cluster.api.Admission;
import io.slackwater.sandbox.cluster.controllers.Controller;
import io.slackwater.sandbox.cluster.pods.ClaimedVolumes;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Volumes and snapshots of one cluster. */
public final class Storage implements AutoCloseable {
  private final VolumeDriver driver;
  private final Path data;

  private Storage(VolumeDriver driver, Path data) {
    this.driver = driver;
    this.data = data;
  }

  /** Finds the processes of a pod. */
  public interface PodProcesses {
    /** The pid namespaces of its running containers. */
    List<Path> pidNamespaces(String podUid);
  }

  /**
   * Storage in a cluster's data directory.
   *
   * @param bytes size of the file system, where one is made
   */
  public static Storage of(StorageKind kind, Path data, long bytes) {
    VolumeDriver driver =
        switch (kind) {
          case BTRFS -> new BtrfsDriver(data, bytes);
          case COPY -> new CopyDriver(data);
          case AUTO ->
              BtrfsDriver.isPossible() ? new BtrfsDriver(data, bytes) : new CopyDriver(data);
        };
    return new Storage(driver, data);
  }

  /** Makes the volumes available on the machine. */
  public void open() {
    driver.open();
  }

  /** Finds the volumes behind claims. */
  public ClaimedVolumes claimedVolumes(ObjectStore store) {
    return new BoundClaims(store, driver);
  }

  /** The controllers of claims, volumes and snapshots. */
  public List<Controller> controllers(
      ObjectStore store, Admission admission, PodProcesses processes, Clock clock) {
    return List.of(
        new ClaimBinding(store, new Provisioning(store, admission, driver)),
        new VolumeReclaiming(store, driver),
        new Snapshots(store, admission, clock),
        new SnapshotContents(
            store, driver, new VolumeWriters(store, processes), new SnapshotRecords(data), clock));
  }

  /** Takes the volumes off the machine; their data stays. */
  @Override
  public void close() {
    driver.close();
  }
}
