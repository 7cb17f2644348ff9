// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import java.util.List;

/** Whether snapshots can be exported at all. */
public final class ExportPlan {

  private static final String BLOCK = "Block";

  private ExportPlan() {}

  /**
   * Checks every snapshot.
   *
   * @throws PreflightFailedException naming every block volume: an export holds files
   */
  public static void check(List<VolumeSnapshotArtifact> snapshots) {
    List<Fault> faults =
        snapshots.stream()
            .filter(snapshot -> BLOCK.equals(snapshot.claim().volumeMode()))
            .map(
                snapshot ->
                    Fault.lasting(
                        "claim '%s' is a block volume; an export holds files only: keep its"
                            + " snapshot, or protect it with approach data-service",
                        snapshot.claim().name()))
            .toList();
    if (!faults.isEmpty()) {
      throw new PreflightFailedException("export of snapshots", faults);
    }
  }
}
