// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.task.VolumeSource;
import io.slackwater.snapshot.domain.ClaimView;
import io.slackwater.snapshot.domain.FilledVolume;
import io.slackwater.snapshot.domain.MoverArguments;
import io.slackwater.snapshot.domain.MoverState;
import io.slackwater.snapshot.domain.ObjectNames;
import io.slackwater.snapshot.domain.RestoreSite;
import io.slackwater.snapshot.domain.SnapshotLostException;
import io.slackwater.snapshot.domain.StorageClassView;
import io.slackwater.snapshot.domain.VolumeException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Brings one volume back: it is filled behind a helper claim in Slackwater's namespace, and only
 * when it is whole it is handed over to a claim of the application. So the application never sees
 * half a volume, and its claim is as it was; an annotation says where the data came from. Where the
 * storage has lost the snapshot, its export is used when there is one.
 */
public final class VolumeRestore {

  private static final Logger LOGGER = Logger.getLogger(VolumeRestore.class);
  private static final String STEP = "restoring";

  private final Limits limits;
  private final Exports exports;
  private final Staging staging;
  private final MoverRun movers;

  /** With its bounds and the repositories. */
  public VolumeRestore(Limits limits, Exports exports) {
    this.limits = limits;
    this.exports = exports;
    this.staging = new Staging(limits);
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
    List<String> names = helpersOf(work, source);
    names.forEach(helper -> Staging.takeOver(work, helper));
    Optional<ClaimView> there = work.cluster().claims().find(namespace, claim.name());
    String from;
    if (there.isEmpty()) {
      FilledVolume volume = filled(work, names, source);
      for (String helper : names) {
        staging.remove(work, helper);
      }
      handOver(work, namespace, claim, volume);
      from = volume.from();
    } else {
      from = Objects.requireNonNullElse(there.get().restoredFrom(), meant(source));
    }
    String bound = awaitBound(work, namespace, claim);
    work.patience().active().run();
    work.cluster().volumes().settle(work.identity(), bound);
    names.forEach(helper -> staging.discard(work, helper));
    return restored(source, from);
  }

  private static List<String> helpersOf(Work work, VolumeSource source) {
    String claim = RestoreSite.claim(source).name();
    String helper = ObjectNames.helper(work.identity(), claim);
    return source instanceof VolumeSource.Snapshot snapshot && snapshot.export() != null
        ? List.of(helper, ObjectNames.fallback(work.identity(), claim))
        : List.of(helper);
  }

  private FilledVolume filled(Work work, List<String> names, VolumeSource source)
      throws InterruptedException {
    String claim = RestoreSite.claim(source).name();
    Optional<FilledVolume> kept = work.cluster().volumes().kept(work.identity(), claim);
    if (kept.isPresent()) {
      return kept.get();
    }
    try {
      FilledVolume volume =
          switch (source) {
            case VolumeSource.Snapshot snapshot -> fromSnapshotOrExport(work, names, snapshot);
            case VolumeSource.Export export ->
                new FilledVolume(
                    fromExport(work, names.getFirst(), export.artifact()), FilledVolume.EXPORT);
          };
      work.patience().active().run();
      work.cluster().volumes().keep(work.identity(), claim, volume);
      return volume;
    } catch (VolumeException e) {
      names.forEach(helper -> staging.discard(work, helper));
      throw e;
    }
  }

  /** Where an older attempt fell back to the export, the snapshot is not asked for again. */
  private FilledVolume fromSnapshotOrExport(
      Work work, List<String> names, VolumeSource.Snapshot source) throws InterruptedException {
    String helper = names.getFirst();
    ExportArtifact export = source.export();
    if (export == null) {
      return new FilledVolume(fromSnapshot(work, helper, source.artifact()), FilledVolume.SNAPSHOT);
    }
    String fallback = names.getLast();
    if (work.cluster().movers().state(fallback) instanceof MoverState.Absent) {
      try {
        return new FilledVolume(
            fromSnapshot(work, helper, source.artifact()), FilledVolume.SNAPSHOT);
      } catch (SnapshotLostException lost) {
        LOGGER.warnf(
            "Snapshot is lost, its export is used taskId=%s claim=%s reason=%s",
            work.identity().task(), source.artifact().claim().name(), lost.getMessage());
      }
      staging.remove(work, helper);
    }
    work.progress()
        .step(
            "the storage has lost the snapshot of '%s': restoring from its export"
                .formatted(source.artifact().claim().name()));
    return new FilledVolume(fromExport(work, fallback, export), FilledVolume.EXPORT);
  }

  private String fromSnapshot(Work work, String helper, VolumeSnapshotArtifact snapshot)
      throws InterruptedException {
    Optional<String> before = Staging.volume(work, helper);
    if (before.isPresent()) {
      return before.get();
    }
    staging.remove(work, helper);
    staging.stageSnapshot(work, helper, snapshot);
    if (waitsForConsumer(work, snapshot.claim())) {
      work.patience().active().run();
      work.cluster()
          .movers()
          .start(
              work.identity(), order(helper, snapshot.claim(), MoverArguments.nothing(), Map.of()));
    }
    return staging.awaitVolume(work, helper, snapshot);
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
      staging.remove(work, helper);
      work.patience().active().run();
      work.cluster().claims().stage(work.identity(), helper, claim, claim.capacityBytes(), false);
      work.patience().active().run();
      work.cluster().movers().start(work.identity(), order);
    }
    MoverEnd end = movers.finish(work, helper, claim.name(), STEP);
    if (end.dead()) {
      exports.releaseLocks(export.repository(), helper, work.patience().active());
    }
    if (!end.succeeded()) {
      throw end.failure(claim.name());
    }
    return Staging.volume(work, helper).orElseThrow(() -> end.failure(claim.name()));
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

  private static void handOver(
      Work work, String namespace, VolumeClaim claim, FilledVolume volume) {
    work.patience().active().run();
    work.cluster().volumes().reserve(work.identity(), volume.name(), namespace, claim.name());
    work.patience().active().run();
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

  private static String meant(VolumeSource source) {
    return source instanceof VolumeSource.Export ? FilledVolume.EXPORT : FilledVolume.SNAPSHOT;
  }

  private static RestoredArtifact restored(VolumeSource source, String from) {
    String component = component(RestoreSite.claim(source));
    return switch (source) {
      case VolumeSource.Export(ExportArtifact export) ->
          new RestoredArtifact(component, from, export.logicalBytes());
      case VolumeSource.Snapshot(VolumeSnapshotArtifact snapshot, ExportArtifact export)
          when export != null && from.equals(FilledVolume.EXPORT) ->
          new RestoredArtifact(component, from, export.logicalBytes());
      case VolumeSource.Snapshot snapshot ->
          new RestoredArtifact(component, from, snapshot.artifact().restoreSizeBytes());
    };
  }

  private static String component(VolumeClaim claim) {
    return "PersistentVolumeClaim/" + claim.name();
  }
}
