// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.snapshot.domain.ClaimView;
import io.slackwater.snapshot.domain.SnapshotLostException;
import io.slackwater.snapshot.domain.StorageComplaint;
import java.util.List;
import java.util.Optional;

/** The helper objects that moving one volume takes: made, waited for, and taken away again. */
final class Staging {

  private final Limits limits;

  Staging(Limits limits) {
    this.limits = limits;
  }

  /**
   * Binds a snapshot again and makes the helper claim from it.
   *
   * @throws SnapshotLostException when the storage does not know the handle
   */
  void stageSnapshot(Work work, String helper, VolumeSnapshotArtifact snapshot)
      throws InterruptedException {
    work.patience().active().run();
    work.progress().step("binding the snapshot of " + snapshot.claim().name());
    SnapshotStore store = work.cluster().snapshots();
    store.bind(work.identity(), helper, snapshot);
    work.patience()
        .awaitTrue(
            limits.prepare(),
            () -> {
              SnapshotStore.Binding binding = store.binding(helper);
              binding.error().ifPresent(error -> refuseUnknown(snapshot, error));
              return binding.ready();
            },
            () ->
                "claim '%s': the snapshot with handle '%s' could not be bound within %s: %s"
                    .formatted(
                        snapshot.claim().name(),
                        snapshot.handle(),
                        limits.prepare(),
                        store.binding(helper).error().orElse("it is not ready to use")));
    work.patience().active().run();
    long bytes = Math.max(snapshot.restoreSizeBytes(), snapshot.claim().capacityBytes());
    work.cluster().claims().stage(work.identity(), helper, snapshot.claim(), bytes, true);
  }

  /** Waits until the helper claim, made from a snapshot, has its volume. */
  String awaitVolume(Work work, String helper, VolumeSnapshotArtifact snapshot)
      throws InterruptedException {
    ClaimStore claims = work.cluster().claims();
    return work.patience()
        .await(
            limits.bind(),
            () -> {
              claims.warnings(helper).forEach(warning -> refuseUnknown(snapshot, warning));
              return volume(work, helper);
            },
            () ->
                "claim '%s': no volume was made from the snapshot with handle '%s' within %s; %s"
                    .formatted(
                        snapshot.claim().name(),
                        snapshot.handle(),
                        limits.bind(),
                        last(claims.warnings(helper))));
  }

  /** The helper claim's volume, when it has one. */
  static Optional<String> volume(Work work, String helper) {
    return work.cluster()
        .claims()
        .staged(helper)
        .filter(ClaimView::bound)
        .flatMap(view -> Optional.ofNullable(view.volume()));
  }

  /** Takes every helper of a volume away and waits until they are gone. */
  void remove(Work work, String helper) throws InterruptedException {
    discard(work, helper);
    Cluster cluster = work.cluster();
    work.patience()
        .awaitTrue(
            limits.cleanup(),
            () ->
                cluster.movers().gone(helper)
                    && cluster.claims().staged(helper).isEmpty()
                    && cluster.snapshots().unbound(helper),
            () ->
                "the helper objects '%s' of an earlier try do not go away within %s: look at their"
                        .formatted(helper, limits.cleanup())
                    + " finalizers");
  }

  /** Asks for every helper of a volume to be taken away. */
  void discard(Work work, String helper) {
    Runnable active = work.patience().active();
    active.run();
    work.cluster().movers().remove(work.identity(), helper);
    active.run();
    work.cluster().claims().unstage(work.identity(), helper);
    active.run();
    work.cluster().snapshots().unbind(work.identity(), helper);
  }

  /** Makes what older attempts left under a name this attempt's. */
  static void takeOver(Work work, String helper) {
    work.patience().active().run();
    work.cluster().leftovers().takeOver(work.identity(), helper);
  }

  private static void refuseUnknown(VolumeSnapshotArtifact snapshot, String complaint) {
    if (StorageComplaint.isUnknownSnapshot(complaint)) {
      throw new SnapshotLostException(
          snapshot.claim().name(), snapshot.driver(), snapshot.handle(), complaint);
    }
  }

  private static String last(List<String> warnings) {
    return warnings.isEmpty() ? "the cluster gave no reason" : warnings.getLast();
  }
}
