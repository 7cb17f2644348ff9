// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.task.VolumeSource;
import io.slackwater.snapshot.Samples;
import io.slackwater.snapshot.domain.FilledVolume;
import io.slackwater.snapshot.domain.MoverState;
import io.slackwater.snapshot.domain.ObjectNames;
import io.slackwater.snapshot.domain.SeveralVolumesFailedException;
import io.slackwater.snapshot.domain.SnapshotLostException;
import io.slackwater.snapshot.domain.StorageClassView;
import io.slackwater.snapshot.domain.SupersededException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VolumesRestoreTest {

  private static final String VOLUME = "pv-sw-0123456789abcdef0123456789abcdef-data";

  private final FakeCluster cluster = new FakeCluster();
  private final VolumesRestore restore =
      new VolumesRestore(FakeCluster.LIMITS, new FakeCluster.FakeExports());

  @Test
  void handsASnapshotsVolumeOverOnlyWhenItIsWhole() throws InterruptedException {
    List<RestoredArtifact> restored = run(snapshot("data"));

    assertThat(restored)
        .containsExactly(
            new RestoredArtifact("PersistentVolumeClaim/data", "snapshot", Samples.GIB));
    assertThat(cluster.calls)
        .containsExactly(
            "bind handle-data",
            "stage from snapshot",
            "keep " + VOLUME,
            "reserve " + VOLUME,
            "make shop/data",
            "settle " + VOLUME);
    assertThat(cluster.left()).isEmpty();
  }

  @Test
  void fillsAVolumeFromAnExportThroughAMover() throws InterruptedException {
    assertThat(run(export("data")))
        .containsExactly(new RestoredArtifact("PersistentVolumeClaim/data", "export", 4096));
    assertThat(cluster.calls)
        .startsWith("stage empty", "start restore", "keep " + VOLUME)
        .endsWith("settle " + VOLUME);
  }

  @Test
  void mountsTheVolumeOnceWhereStorageWaitsForThat() throws InterruptedException {
    cluster.storageClass = new StorageClassView("fast", Samples.DRIVER, true);

    run(snapshot("data"));

    assertThat(cluster.calls).contains("start --version");
  }

  @Test
  void goesOnWithAVolumeThatAnOlderAttemptFilled() throws InterruptedException {
    cluster.kept.put("data", new FilledVolume("pv-filled", FilledVolume.EXPORT));

    run(export("data"));

    assertThat(cluster.calls)
        .containsExactly("reserve pv-filled", "make shop/data", "settle pv-filled");
  }

  @Test
  void keepsNoVolumeThatAMoverDidNotFinish() {
    cluster.started = new MoverState.Failed("failed: exit code 1", 1);

    assertThatExceptionOfType(SeveralVolumesFailedException.class)
        .isThrownBy(() -> run(export("data"), export("files")))
        .withMessageContaining("claim 'data'")
        .withMessageContaining("claim 'files'");
    assertThat(cluster.kept).isEmpty();
    assertThat(cluster.left()).isEmpty();
  }

  @Test
  void fallsBackToTheExportWhenTheStorageLostTheSnapshotAndSaysSo() throws InterruptedException {
    cluster.binding =
        new SnapshotStore.Binding(false, Optional.of("rpc error: NotFound: snapshot is gone"));

    assertThat(run(either("data")))
        .containsExactly(new RestoredArtifact("PersistentVolumeClaim/data", "export", 4096));
    assertThat(cluster.calls)
        .startsWith("bind handle-data", "stage empty", "start restore")
        .doesNotContain("stage from snapshot");
    assertThat(cluster.steps)
        .anyMatch(step -> step.contains("lost the snapshot of 'data'") && step.contains("export"));
    assertThat(cluster.left()).isEmpty();
  }

  @Test
  void leavesTheExportAloneWhileTheSnapshotIsThere() throws InterruptedException {
    assertThat(run(either("data")))
        .containsExactly(
            new RestoredArtifact("PersistentVolumeClaim/data", "snapshot", Samples.GIB));
    assertThat(cluster.calls).doesNotContain("start restore");
  }

  @Test
  void saysThatTheSnapshotIsLostWhenThereIsNoExport() {
    cluster.binding =
        new SnapshotStore.Binding(false, Optional.of("rpc error: NotFound: snapshot is gone"));

    assertThatExceptionOfType(SnapshotLostException.class)
        .isThrownBy(() -> run(snapshot("data")))
        .withMessageContaining("handle-data")
        .withMessageContaining("EXPORT")
        .matches(failure -> !failure.retryable());
    assertThat(cluster.left()).isEmpty();
  }

  @Test
  void anAttemptAfterAFallBackGoesOnWithTheExportAndNeverTakesItsClaimForTheSnapshots()
      throws InterruptedException {
    String fallback = ObjectNames.fallback(Samples.attempt(1), "data");
    cluster.boundClaim("system", fallback);
    cluster.movers.put(fallback, new MoverState.Succeeded());

    assertThat(run(either("data")))
        .extracting(RestoredArtifact::from)
        .containsExactly(FilledVolume.EXPORT);
    assertThat(cluster.calls).contains("keep pv-" + fallback).doesNotContain("bind handle-data");
  }

  @Test
  void anAttemptThatFindsTheClaimMadeSaysWhereItsDataCameFrom() throws InterruptedException {
    cluster.binding =
        new SnapshotStore.Binding(false, Optional.of("rpc error: NotFound: snapshot is gone"));
    run(either("data"));
    cluster.binding = new SnapshotStore.Binding(true, Optional.empty());

    assertThat(run(either("data")))
        .extracting(RestoredArtifact::from)
        .containsExactly(FilledVolume.EXPORT);
  }

  @Test
  void anOlderAttemptThatWakesLateTouchesNothingOfANewerOne() {
    String helper = ObjectNames.helper(Samples.attempt(1), "data");
    cluster.holders.put(helper, 2);
    cluster.boundClaim("system", helper);
    cluster.movers.put(helper, new MoverState.Running());

    assertThatExceptionOfType(SupersededException.class).isThrownBy(() -> run(export("data")));
    assertThat(cluster.calls).isEmpty();
    assertThat(cluster.left()).contains(helper);
  }

  @Test
  void anAttemptThatLosesItsStandingLeavesTheHelpersToTheNext() {
    AtomicInteger checks = new AtomicInteger();
    for (int last = 0; last < 40; last++) {
      int allowed = last;
      checks.set(0);
      AtomicInteger callsBefore = new AtomicInteger(-1);
      try {
        restore.run(
            cluster.work(
                Samples.attempt(1),
                () -> {
                  if (checks.incrementAndGet() > allowed) {
                    callsBefore.compareAndSet(-1, cluster.calls.size());
                    throw new IllegalStateException("ended");
                  }
                }),
            "shop",
            List.of(export("data")));
      } catch (IllegalStateException | InterruptedException ended) {
        assertThat(cluster.calls).as("check %d", allowed).hasSize(callsBefore.get());
      }
    }
    assertThat(cluster.calls).contains("settle " + VOLUME);
  }

  private static VolumeSource either(String claim) {
    return new VolumeSource.Snapshot(Samples.snapshot(claim), Samples.export(claim));
  }

  private List<RestoredArtifact> run(VolumeSource... sources) throws InterruptedException {
    return restore.run(cluster.work(Samples.attempt(1)), "shop", List.of(sources));
  }

  private static VolumeSource snapshot(String claim) {
    return new VolumeSource.Snapshot(Samples.snapshot(claim));
  }

  private static VolumeSource export(String claim) {
    return new VolumeSource.Export(Samples.export(claim));
  }
}
