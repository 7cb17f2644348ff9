// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.snapshot.domain.ObjectNames;
import java.util.List;
import java.util.concurrent.Callable;

/** Deletes the snapshots of a restore point that is retired, in Kubernetes and in the storage. */
public final class VolumesRetirement {

  private final Limits limits;

  /** With its bounds. */
  public VolumesRetirement(Limits limits) {
    this.limits = limits;
  }

  /**
   * Deletes each; what is gone already is no failure.
   *
   * @throws io.slackwater.snapshot.domain.VolumeException when one does not go away in time
   */
  public void run(Work work, List<VolumeSnapshotArtifact> snapshots) throws InterruptedException {
    List<Callable<String>> retirements =
        snapshots.stream().<Callable<String>>map(snapshot -> () -> retire(work, snapshot)).toList();
    EachVolume.run(limits.volumesAtOnce(), retirements);
  }

  /** Only what stands for the artifact's handle is touched. */
  private String retire(Work work, VolumeSnapshotArtifact snapshot) throws InterruptedException {
    SnapshotStore store = work.cluster().snapshots();
    work.progress().step("retiring the snapshot of claim '" + snapshot.claim().name() + "'");
    if (store.contentsOf(snapshot.driver(), snapshot.handle()).isEmpty()) {
      // Without a content nothing can ask the driver to delete, and nothing says whether it did.
      work.patience().active().run();
      store.bind(
          work.identity(), ObjectNames.helper(work.identity(), snapshot.claim().name()), snapshot);
    }
    work.patience()
        .awaitTrue(
            limits.cleanup(),
            () -> {
              List<String> left = store.contentsOf(snapshot.driver(), snapshot.handle());
              for (String content : left) {
                work.patience().active().run();
                store.destroy(work.identity(), content);
              }
              return left.isEmpty();
            },
            () ->
                "the storage does not delete snapshot '%s' of claim '%s' (driver %s): look at its VolumeSnapshotContents %s"
                    .formatted(
                        snapshot.handle(),
                        snapshot.claim().name(),
                        snapshot.driver(),
                        store.contentsOf(snapshot.driver(), snapshot.handle())));
    return snapshot.handle();
  }
}
