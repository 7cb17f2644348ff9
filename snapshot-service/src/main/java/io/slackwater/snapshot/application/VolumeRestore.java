// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.task.VolumeSource;
import io.slackwater.snapshot.domain.ClaimView;
import io.slackwater.snapshot.domain.MoverArguments;
import io.slackwater.snapshot.domain.ObjectNames;
import io.slackwater.snapshot.domain.RestoreSite;
import io.slackwater.snapshot.domain.StorageClassView;
import io.slackwater.snapshot.domain.VolumeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings one volume back: it is filled behind a helper claim in Slackwater's namespace, and only
 * when it is whole it is handed over to a claim of the application. So the application never sees
 * half a volume, and its claim is as it was, with no trace of where the data came from.
 */
public final class VolumeRestore {

  private static final String STEP = "restoring";

  private final Limits limits;
  private final Exports exports;
  private final Helpers helpers;
  private final MoverRun movers;

  /** With its bounds and the repositories. */
  public VolumeRestore(Limits limits, Exports exports) {
    this.limits = limits;
    this.exports = exports;
    this.helpers = new Helpers(limits);
    this.movers = new MoverRun(limits);
  }

  /**
   * Restores, or goes on where an older attempt stopped.
   *
   * @throws VolumeException when the claim is not there with its data; until the volume is whole,
   *     nothing of it is left then
   */
  public RestoredArtifact run(Work work, String namespace, VolumeSource source)
      throws InterruptedException {
    VolumeClaim claim = RestoreSite.claim(source);
    String helper = ObjectNames.helper(work.identity(), claim.name());
    if (work.cluster().claims().find(namespace, claim.name()).isEmpty()) {
      String volume = filled(work, helper, claim, source);
      helpers.remove(work, helper);
      handOver(work, namespace, claim, volume);
    }
    work.cluster().volumes().settle(awaitBound(work, namespace, claim));
    helpers.discard(work, helper);
    return restored(source);
  }

  private String filled(Work work, String helper, VolumeClaim claim, VolumeSource source)
      throws InterruptedException {
    Optional<String> kept = work.cluster().volumes().kept(work.identity(), claim.name());
    if (kept.isPresent()) {
      return kept.get();
    }
    try {
      String volume =
          switch (source) {
            case VolumeSource.Snapshot snapshot -> fromSnapshot(work, helper, snapshot.artifact());
            case VolumeSource.Export export -> fromExport(work, helper, export.artifact());
          };
      work.patience().active().run();
      work.cluster().volumes().keep(work.identity(), claim.name(), volume);
      return volume;
    } catch (VolumeException e) {
      helpers.discard(work, helper);
      throw e;
    }
  }

  private String fromSnapshot(Work work, String helper, VolumeSnapshotArtifact snapshot)
      throws InterruptedException {
    Optional<String> before = Helpers.volume(work, helper);
    if (before.isPresent()) {
      return before.get();
    }
    helpers.remove(work, helper);
    helpers.stageSnapshot(work, helper, snapshot);
    if (waitsForConsumer(work, snapshot.claim())) {
      work.patience().active().run();
      work.cluster()
          .movers()
          .start(
              work.identity(), order(helper, snapshot.claim(), MoverArguments.nothing(), Map.of()));
    }
    return helpers.awaitVolume(work, helper, snapshot);
  }

  private String fromExport(Work work, String helper, ExportArtifact export)
      throws InterruptedException {
    VolumeClaim claim = export.claim();
    if (!MoverRun.adoptable(work.cluster().movers().state(helper))) {
      MoverOrder order =
          order(
              helper,
              claim,
              MoverArguments.restore(export.snapshot(), claim.name()),
              exports.environment(export.repository()));
      helpers.remove(work, helper);
      work.patience().active().run();
      work.cluster().claims().stage(work.identity(), helper, claim, claim.capacityBytes(), false);
      work.cluster().movers().start(work.identity(), order);
    }
    MoverEnd end = movers.finish(work, helper, claim.name(), STEP);
    if (end.dead()) {
      exports.releaseLocks(export.repository(), helper);
    }
    if (!end.succeeded()) {
      throw end.failure(claim.name());
    }
    return Helpers.volume(work, helper).orElseThrow(() -> end.failure(claim.name()));
  }

  private static MoverOrder order(
      String helper, VolumeClaim claim, List<String> arguments, Map<String, String> environment) {
    return new MoverOrder(
        helper,
        claim.name(),
        arguments,
        environment,
        MoverArguments.mountPath(claim.name()),
        false);
  }

  private static boolean waitsForConsumer(Work work, VolumeClaim claim) {
    ClaimStore claims = work.cluster().claims();
    String name = claim.storageClass();
    return (name == null ? claims.defaultStorageClass() : claims.storageClass(name))
        .map(StorageClassView::waitsForConsumer)
        .orElse(false);
  }

  private static void handOver(Work work, String namespace, VolumeClaim claim, String volume) {
    work.patience().active().run();
    work.cluster().volumes().reserve(volume, namespace, claim.name());
    work.cluster().claims().make(work.identity(), namespace, claim, volume);
  }

  private String awaitBound(Work work, String namespace, VolumeClaim claim)
      throws InterruptedException {
    return work.patience()
        .await(
            limits.bind(),
            () ->
                work.cluster()
                    .claims()
                    .find(namespace, claim.name())
                    .filter(ClaimView::bound)
                    .flatMap(view -> Optional.ofNullable(view.volume())),
            () ->
                "claim '%s/%s' was made with its restored volume and is not bound within %s"
                    .formatted(namespace, claim.name(), limits.bind()));
  }

  private static RestoredArtifact restored(VolumeSource source) {
    return switch (source) {
      case VolumeSource.Snapshot(VolumeSnapshotArtifact artifact) ->
          new RestoredArtifact(
              component(artifact.claim()), "snapshot", artifact.restoreSizeBytes());
      case VolumeSource.Export(ExportArtifact artifact) ->
          new RestoredArtifact(component(artifact.claim()), "export", artifact.logicalBytes());
    };
  }

  private static String component(VolumeClaim claim) {
    return "PersistentVolumeClaim/" + claim.name();
  }
}
