// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.snapshot.Samples;
import io.slackwater.snapshot.domain.PreflightFailedException;
import io.slackwater.snapshot.domain.VolumeException;
import io.slackwater.snapshot.domain.WaitedTooLongException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VolumeCutTest {

  private final FakeCluster cluster = new FakeCluster();
  private final VolumeCut cut = new VolumeCut(FakeCluster.LIMITS);

  @BeforeEach
  void makeClaims() {
    cluster.boundClaim("shop", "data");
    cluster.boundClaim("shop", "files");
  }

  @Test
  void retainsEveryContentBeforeItCounts() throws InterruptedException {
    List<VolumeSnapshotArtifact> artifacts = run(1);

    assertThat(artifacts).extracting(a -> a.claim().name()).containsExactly("data", "files");
    assertThat(artifacts).allMatch(a -> a.restoreSizeBytes() == Samples.GIB);
    assertThat(cluster.contents.values()).allMatch(content -> content.retained());
    assertThat(cluster.calls).containsOnlyOnce("cut data", "cut files");
  }

  @Test
  void adoptsWhatAnOlderAttemptCut() throws InterruptedException {
    List<VolumeSnapshotArtifact> first = run(1);

    assertThat(run(2)).isEqualTo(first);
    assertThat(cluster.calls).containsOnlyOnce("cut data", "cut files");
  }

  @Test
  void cutsAllAgainWhenOneOfAnOlderSetIsMissing() throws InterruptedException {
    run(1);
    cluster.snapshots.values().removeIf(snapshot -> snapshot.claim().equals("files"));
    cluster.calls.clear();

    run(2);

    assertThat(cluster.calls)
        .contains("destroy data", "cut data", "cut files")
        .startsWith("destroy data");
    assertThat(cluster.snapshots.values()).hasSize(2).allMatch(s -> s.attempt() == 2);
  }

  @Test
  void voidsTheWholeSetWhenTheStorageDoesNotFinishOne() {
    cluster.stuck.add("files");

    assertThatExceptionOfType(WaitedTooLongException.class)
        .isThrownBy(() -> run(1))
        .withMessageContaining("claim 'files': not ready to use yet")
        .matches(VolumeException::retryable);
    assertThat(cluster.snapshots).isEmpty();
  }

  @Test
  void cutsNothingWhenAClaimIsAtFault() {
    cluster.claims.remove("shop/files");

    assertThatExceptionOfType(PreflightFailedException.class).isThrownBy(() -> run(1));
    assertThat(cluster.calls).isEmpty();
  }

  @Test
  void hasNothingToDoWithoutVolumes() throws InterruptedException {
    assertThat(cut.run(cluster.work(Samples.attempt(1)), "shop", List.of())).isEmpty();
  }

  private List<VolumeSnapshotArtifact> run(int attempt) throws InterruptedException {
    return cut.run(
        cluster.work(Samples.attempt(attempt)),
        "shop",
        List.of(Samples.claim("data"), Samples.claim("files")));
  }
}
