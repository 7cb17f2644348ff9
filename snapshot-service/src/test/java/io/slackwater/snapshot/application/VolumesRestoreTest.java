// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.task.VolumeSource;
import io.slackwater.snapshot.Samples;
import io.slackwater.snapshot.domain.MoverState;
import io.slackwater.snapshot.domain.SeveralVolumesFailedException;
import io.slackwater.snapshot.domain.StorageClassView;
import java.util.List;
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
    cluster.kept.put("data", "pv-filled");

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
