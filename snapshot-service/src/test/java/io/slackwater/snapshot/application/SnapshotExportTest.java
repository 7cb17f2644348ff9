// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.snapshot.Samples;
import io.slackwater.snapshot.domain.MoverFailedException;
import io.slackwater.snapshot.domain.MoverLine;
import io.slackwater.snapshot.domain.MoverState;
import io.slackwater.snapshot.domain.ObjectNames;
import io.slackwater.snapshot.domain.SnapshotLostException;
import io.slackwater.snapshot.domain.SupersededException;
import io.slackwater.snapshot.domain.VolumeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotExportTest {

  private static final MoverLine.BackupSummary SUMMARY =
      new MoverLine.BackupSummary("ab12", 3, 100, 60);
  private static final String HELPER = ObjectNames.helper(Samples.attempt(1), "data");

  private final FakeCluster cluster = new FakeCluster();
  private final FakeCluster.FakeExports exports = new FakeCluster.FakeExports();
  private final SnapshotExport export = new SnapshotExport(FakeCluster.LIMITS, exports);

  @Test
  void takesTheResultFromTheSummaryAndLeavesNoHelper() throws InterruptedException {
    cluster.log = List.of(new MoverLine.Status(50, 100), SUMMARY);

    ExportArtifact artifact = run(1);

    assertThat(artifact.snapshot()).isEqualTo("ab12");
    assertThat(artifact.storedBytes()).isEqualTo(60);
    assertThat(cluster.left()).isEmpty();
  }

  @Test
  void asksTheRepositoryWhenTheLogWasCutShort() throws InterruptedException {
    cluster.log = List.of(new MoverLine.Other("{\"message_type\":\"summ"));
    exports.stored.put("data", SUMMARY);
    cluster.movers.put(HELPER, new MoverState.Succeeded());

    assertThat(run(2).snapshot()).isEqualTo("ab12");
    assertThat(cluster.calls).isEmpty();
  }

  @Test
  void saysThePodsReasonWhenNothingWasStored() {
    cluster.started = new MoverState.Failed("failed: OOMKilled, exit code 137", 137);

    assertThatExceptionOfType(MoverFailedException.class)
        .isThrownBy(() -> run(1))
        .withMessageContaining("claim 'data'")
        .withMessageContaining("OOMKilled")
        .matches(VolumeException::retryable);
    assertThat(exports.calls).contains("release locks");
    assertThat(cluster.left()).isEmpty();
  }

  @Test
  void believesNoExitCodeWithoutASummaryOrASnapshot() {
    cluster.log = List.of();

    assertThatExceptionOfType(MoverFailedException.class)
        .isThrownBy(() -> run(1))
        .withMessageContaining("no summary");
  }

  @Test
  void forgetsASnapshotThatLacksFiles() {
    cluster.started = new MoverState.Failed("failed: exit code 3", 3);
    cluster.log = List.of(new MoverLine.Unread("/data/data/x: I/O error"), SUMMARY);

    assertThatExceptionOfType(MoverFailedException.class)
        .isThrownBy(() -> run(1))
        .withMessageContaining("/data/data/x: I/O error")
        .matches(failure -> !failure.retryable());
    assertThat(exports.calls).contains("forget data");
  }

  @Test
  void adoptsWhatAnOlderAttemptStored() throws InterruptedException {
    exports.stored.put("data", SUMMARY);

    assertThat(run(2).snapshot()).isEqualTo("ab12");
    assertThat(cluster.calls).isEmpty();
  }

  @Test
  void replacesAMoverThatFailedInAnOlderAttempt() throws InterruptedException {
    cluster.movers.put(HELPER, new MoverState.Failed("failed: Evicted", -1));
    cluster.log = List.of(SUMMARY);

    run(2);

    assertThat(cluster.calls)
        .containsExactly("bind handle-data", "stage from snapshot", "start backup");
    assertThat(exports.calls).contains("release locks");
  }

  @Test
  void givesUpOnAMoverThatDoesNotStartAndSaysWhy() {
    cluster.started =
        new MoverState.Waiting(Instant.EPOCH, "ImagePullBackOff: no such image", false);

    assertThatExceptionOfType(MoverFailedException.class)
        .isThrownBy(() -> run(1))
        .withMessageContaining("ImagePullBackOff: no such image")
        .matches(VolumeException::retryable);
    assertThat(cluster.left()).isEmpty();
  }

  @Test
  void namesAHandleThatTheStorageLost() {
    cluster.binding =
        new SnapshotStore.Binding(false, Optional.of("rpc error: NotFound: snapshot is gone"));

    assertThatExceptionOfType(SnapshotLostException.class)
        .isThrownBy(() -> run(1))
        .withMessageContaining("handle-data")
        .matches(failure -> !failure.retryable());
    assertThat(cluster.left()).isEmpty();
  }

  @Test
  void anOlderAttemptThatWakesLateForgetsAndDeletesNothing() {
    cluster.holders.put(HELPER, 2);
    cluster.movers.put(HELPER, new MoverState.Failed("failed: exit code 3", 3));
    exports.stored.put("data", SUMMARY);

    assertThatExceptionOfType(SupersededException.class).isThrownBy(() -> run(1));
    assertThat(exports.calls).containsExactly("prepare");
    assertThat(cluster.calls).isEmpty();
    assertThat(cluster.left()).containsExactly(HELPER);
  }

  @Test
  void anAttemptThatIsOvertakenWhileItsMoverRunsDeletesNothing() {
    cluster.log =
        new java.util.AbstractList<>() {
          @Override
          public MoverLine get(int index) {
            cluster.holders.put(HELPER, 2);
            return SUMMARY;
          }

          @Override
          public int size() {
            return 1;
          }
        };

    assertThatExceptionOfType(SupersededException.class).isThrownBy(() -> run(1));
    assertThat(cluster.left()).contains(HELPER);
  }

  private ExportArtifact run(int attempt) throws InterruptedException {
    return export
        .run(
            cluster.work(Samples.attempt(attempt)),
            Samples.REPOSITORY,
            List.of(Samples.snapshot("data")))
        .getFirst();
  }
}
