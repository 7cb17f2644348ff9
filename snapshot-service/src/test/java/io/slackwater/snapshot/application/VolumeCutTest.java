// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.snapshot.Samples;
import io.slackwater.snapshot.domain.CutSnapshot;
import io.slackwater.snapshot.domain.CutUnknownException;
import io.slackwater.snapshot.domain.PreflightFailedException;
import io.slackwater.snapshot.domain.SupersededException;
import io.slackwater.snapshot.domain.VolumeException;
import io.slackwater.snapshot.domain.WaitedTooLongException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VolumeCutTest {

  private static final List<VolumeClaim> CLAIMS =
      List.of(Samples.claim("data"), Samples.claim("files"));

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
  void marksAWholeSetAsFinishedBeforeItIsReported() throws InterruptedException {
    run(1);
    assertThat(cluster.finished).containsExactlyInAnyOrderElementsOf(cluster.contents.keySet());
  }

  @Test
  void leavesASetUnfinishedThatIsNotWhole() {
    cluster.stuck.add("files");

    assertThatExceptionOfType(WaitedTooLongException.class).isThrownBy(() -> run(1));
    assertThat(cluster.finished).isEmpty();
  }

  @Test
  void anOlderAttemptThatWakesLateChangesNothingOfANewerCut() throws InterruptedException {
    run(2);
    Map<String, CutSnapshot> newer = Map.copyOf(cluster.snapshots);
    cluster.calls.clear();

    assertThatExceptionOfType(SupersededException.class).isThrownBy(() -> run(1));
    assertThat(cluster.snapshots).isEqualTo(newer);
    assertThat(cluster.calls).isEmpty();
  }

  @Test
  void anOlderAttemptThatFailsLateLeavesTheSetThatANewerOneAdopted() {
    cluster.stuck.add("files");
    AtomicBoolean adopted = new AtomicBoolean();
    Runnable active =
        () -> {
          if (cluster.snapshots.size() == 2 && adopted.compareAndSet(false, true)) {
            cluster
                .snapshots
                .values()
                .forEach(snapshot -> cluster.takeOver(Samples.attempt(2), snapshot));
          }
        };

    assertThatExceptionOfType(SupersededException.class)
        .isThrownBy(() -> cut.run(cluster.work(Samples.attempt(1), active), "shop", CLAIMS));
    assertThat(adopted).isTrue();
    assertThat(cluster.snapshots).hasSize(2);
    assertThat(cluster.calls).noneMatch(call -> call.startsWith("destroy"));
  }

  @Test
  void doesNotCountALateSnapshotOfAnOlderAttemptAsPartOfItsOwnSet() throws InterruptedException {
    run(2);
    cluster.cut(Samples.attempt(1), null, "shop", "data", cluster.classes().getFirst());

    List<VolumeSnapshotArtifact> artifacts = run(3);

    assertThat(artifacts).extracting(a -> a.content()).allMatch(name -> name.contains("-a2-"));
    assertThat(cluster.snapshots.values()).hasSize(2).allMatch(s -> s.attempt() == 2);
  }

  @Test
  void anAttemptThatLosesItsStandingChangesNothingMore() {
    for (int last = 0; last < 40; last++) {
      AtomicInteger left = new AtomicInteger(last);
      AtomicInteger callsBefore = new AtomicInteger(-1);
      Runnable active =
          () -> {
            if (left.getAndDecrement() <= 0) {
              callsBefore.compareAndSet(-1, cluster.calls.size());
              throw new IllegalStateException("ended");
            }
          };
      try {
        cut.run(
            cluster.work(Samples.attempt(last + 1), active), "shop", List.of(CLAIMS.getFirst()));
      } catch (IllegalStateException | InterruptedException ended) {
        assertThat(cluster.calls).as("check %d", last).hasSize(callsBefore.get());
      }
    }
    assertThat(cluster.finished).isNotEmpty();
  }

  @Test
  void aCancelledAttemptDeletesAllThatItAskedFor() throws InterruptedException {
    end(1);

    assertThat(takeBack()).isEmpty();
    assertThat(cluster.snapshots).isEmpty();
  }

  @Test
  void aCancelledAttemptDeletesWhatComesLateOfARequestThatWasNotAnswered()
      throws InterruptedException {
    cluster.unanswered.add("files");
    assertThatExceptionOfType(CutUnknownException.class).isThrownBy(() -> run(1));

    Thread.ofVirtual().start(() -> cluster.lateRequests.forEach(Runnable::run));

    assertThat(takeBack()).isEmpty();
    assertThat(cluster.snapshots).isEmpty();
  }

  @Test
  void aCancelledAttemptNamesWhatMayStillComeToBe() throws InterruptedException {
    cluster.unanswered.add("files");
    assertThatExceptionOfType(CutUnknownException.class).isThrownBy(() -> run(1));

    assertThat(takeBack())
        .singleElement()
        .asString()
        .startsWith("VolumeSnapshots in namespace 'shop'")
        .contains("-files=may still come to be")
        .doesNotContain("-data=");
  }

  @Test
  void aCancelledAttemptLeavesWhatANewerOneTookOver() throws InterruptedException {
    end(1);
    List.copyOf(cluster.snapshots.values())
        .forEach(snapshot -> cluster.takeOver(Samples.attempt(2), snapshot));

    assertThatExceptionOfType(SupersededException.class).isThrownBy(this::takeBack);
    assertThat(cluster.snapshots).hasSize(2);
  }

  /** An attempt that is ended while it waits for its snapshots. */
  private void end(int attempt) throws InterruptedException {
    cluster.stuck.add("files");
    Runnable active =
        () -> {
          if (cluster.snapshots.size() == CLAIMS.size()) {
            throw new IllegalStateException("ended");
          }
        };
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> cut.run(cluster.work(Samples.attempt(attempt), active), "shop", CLAIMS));
  }

  private List<String> takeBack() throws InterruptedException {
    Patience patience =
        new Patience(
            Clock.systemUTC(), Duration.ofMillis(1), () -> {}, Instant.now().plusMillis(300));
    return Objects.requireNonNull(cluster.takingBack.get()).with(patience);
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
    return cut.run(cluster.work(Samples.attempt(attempt)), "shop", CLAIMS);
  }
}
