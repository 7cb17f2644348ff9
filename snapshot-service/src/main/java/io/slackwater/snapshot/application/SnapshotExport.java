// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.snapshot.domain.ExportPlan;
import io.slackwater.snapshot.domain.VolumeException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Copies the snapshots of an application's volumes into its repository. */
public final class SnapshotExport {

  private final Limits limits;
  private final Exports exports;
  private final VolumeExport volumes;

  /** With its bounds and the repositories. */
  public SnapshotExport(Limits limits, Exports exports) {
    this.limits = limits;
    this.exports = exports;
    this.volumes = new VolumeExport(limits, exports);
  }

  /**
   * Exports every snapshot.
   *
   * @return one artifact for each, in their order
   * @throws VolumeException naming every volume that could not be exported; what others exported is
   *     found again by the next attempt
   */
  public List<ExportArtifact> run(
      Work work, RepositoryRef repository, List<VolumeSnapshotArtifact> snapshots)
      throws InterruptedException {
    ExportPlan.check(snapshots);
    work.progress().step("opening the repository");
    exports.prepare(repository);
    work.whenCancelled().accept(patience -> takeBack(work.with(patience), repository, snapshots));
    List<Callable<ExportArtifact>> each =
        snapshots.stream()
            .<Callable<ExportArtifact>>map(one -> () -> volumes.run(work, repository, one))
            .toList();
    return EachVolume.run(limits.volumesAtOnce(), each);
  }

  private List<String> takeBack(
      Work work, RepositoryRef repository, List<VolumeSnapshotArtifact> snapshots)
      throws InterruptedException {
    List<Callable<Optional<String>>> each =
        snapshots.stream()
            .<Callable<Optional<String>>>map(one -> () -> volumes.takeBack(work, repository, one))
            .toList();
    return EachVolume.run(limits.volumesAtOnce(), each).stream().flatMap(Optional::stream).toList();
  }
}
