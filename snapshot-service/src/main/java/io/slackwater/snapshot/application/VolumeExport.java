// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.snapshot.domain.MoverArguments;
import io.slackwater.snapshot.domain.MoverLine;
import io.slackwater.snapshot.domain.MoverState;
import io.slackwater.snapshot.domain.ObjectNames;
import io.slackwater.snapshot.domain.VolumeException;
import io.slackwater.snapshot.domain.WaitedTooLongException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Copies the snapshot of one volume into the repository, through a mover pod. */
public final class VolumeExport {

  private static final String STEP = "exporting";

  private final Exports exports;
  private final Staging staging;
  private final MoverRun movers;

  /** With its bounds and the repositories. */
  public VolumeExport(Limits limits, Exports exports) {
    this.exports = exports;
    this.staging = new Staging(limits);
    this.movers = new MoverRun(limits);
  }

  /**
   * Exports, or goes on with the export that an older attempt began or finished. The helpers are
   * gone afterwards, unless this attempt was ended from outside: then they are the next one's.
   *
   * @throws VolumeException when the volume is not in the repository
   */
  public ExportArtifact run(Work work, RepositoryRef repository, VolumeSnapshotArtifact snapshot)
      throws InterruptedException {
    String helper = ObjectNames.helper(work.identity(), snapshot.claim().name());
    Staging.takeOver(work, helper);
    try {
      MoverLine.BackupSummary done = export(work, repository, snapshot, helper);
      staging.discard(work, helper);
      return artifact(repository, snapshot, done, work.patience().clock().instant());
    } catch (VolumeException e) {
      staging.discard(work, helper);
      throw e;
    }
  }

  /**
   * Takes away the mover and what it takes, and what it stored: the run was cancelled.
   *
   * @return what is left, by name; empty when nothing is
   */
  Optional<String> takeBack(Work work, RepositoryRef repository, VolumeSnapshotArtifact snapshot)
      throws InterruptedException {
    String claim = snapshot.claim().name();
    String helper = ObjectNames.helper(work.identity(), claim);
    try {
      staging.remove(work, helper);
      exports.releaseLocks(repository, helper, work.patience().active());
      exports.forget(repository, work.identity(), claim, work.patience().active());
      return Optional.empty();
    } catch (WaitedTooLongException e) {
      return Optional.of(
          "the mover of claim '%s', which may still store a snapshot with tag %s in repository %s/%s: %s"
              .formatted(
                  claim,
                  MoverArguments.taskTag(work.identity().task()),
                  repository.location(),
                  repository.path(),
                  e.getMessage()));
    }
  }

  private MoverLine.BackupSummary export(
      Work work, RepositoryRef repository, VolumeSnapshotArtifact snapshot, String helper)
      throws InterruptedException {
    String claim = snapshot.claim().name();
    MoverState left = work.cluster().movers().state(helper);
    if (!MoverRun.adoptable(left)) {
      MoverEnd before = new MoverEnd(helper, left, List.of());
      refuseIncomplete(work, repository, before, claim);
      Optional<MoverLine.BackupSummary> done = exports.find(repository, work.identity(), claim);
      if (done.isPresent()) {
        return done.get();
      }
      staging.remove(work, helper);
      if (!(left instanceof MoverState.Absent)) {
        exports.releaseLocks(repository, helper, work.patience().active());
      }
      staging.stageSnapshot(work, helper, snapshot);
      work.patience().active().run();
      work.cluster().movers().start(work.identity(), order(work, repository, snapshot, helper));
    }
    MoverEnd end = movers.finish(work, helper, claim, STEP);
    if (end.dead()) {
      exports.releaseLocks(repository, helper, work.patience().active());
    }
    refuseIncomplete(work, repository, end, claim);
    Optional<MoverLine.BackupSummary> said = end.succeeded() ? end.summary() : Optional.empty();
    return said.or(() -> exports.find(repository, work.identity(), claim))
        .orElseThrow(() -> end.failure(claim));
  }

  private void refuseIncomplete(Work work, RepositoryRef repository, MoverEnd end, String claim) {
    if (end.incomplete()) {
      exports.forget(repository, work.identity(), claim, work.patience().active());
      throw end.incompleteFailure(claim);
    }
  }

  private MoverOrder order(
      Work work, RepositoryRef repository, VolumeSnapshotArtifact snapshot, String helper) {
    String claim = snapshot.claim().name();
    return new MoverOrder(
        helper,
        claim,
        MoverArguments.backup(work.identity(), claim),
        exports.environment(repository),
        MoverArguments.mountPath(claim),
        true);
  }

  private static ExportArtifact artifact(
      RepositoryRef repository,
      VolumeSnapshotArtifact snapshot,
      MoverLine.BackupSummary done,
      Instant now) {
    return new ExportArtifact(
        snapshot.claim(),
        repository,
        done.snapshot(),
        done.files(),
        done.logicalBytes(),
        done.storedBytes(),
        now);
  }
}
