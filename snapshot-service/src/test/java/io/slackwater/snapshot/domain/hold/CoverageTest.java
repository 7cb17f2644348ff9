// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.artifact.HoldArtifact.HeldVolume;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {

  private static final Mount SERVER = new Mount("data", "db-0", "StatefulSet/db", "postgresql");
  private static final Mount SIDECAR = new Mount("data", "db-0", "StatefulSet/db", "archiver");
  private static final Mount WRITER = new Mount("files", "app-1", "Deployment/app", "app");
  private static final Cover DATABASE = new Cover("db-0", "postgresql", "postgresql barrier");
  private static final Cover DECLARED = new Cover("app-1", null, "command of the writer");

  @Test
  void volumeIsBarredWhenEveryContainerThatWritesIsCovered() {
    Coverage coverage = judge(List.of(SERVER, WRITER), List.of(SERVER, WRITER));

    assertThat(coverage.unbarred()).isEmpty();
    assertThat(coverage.volumes())
        .containsExactly(
            new HeldVolume("data", true, "postgresql barrier in pod db-0"),
            new HeldVolume("files", true, "command of the writer in pod app-1"));
  }

  @Test
  void barrierOfADataServiceDoesNotCoverAnotherContainerOfItsPod() {
    Coverage coverage = judge(List.of(SERVER, SIDECAR), List.of(SERVER, SIDECAR));

    assertThat(coverage.volumes().getFirst().barred()).isFalse();
    assertThat(coverage.volumes().getFirst().reason()).contains("container archiver of pod db-0");
    assertThat(coverage.unbarred())
        .singleElement()
        .returns("StatefulSet/db", unbarred -> unbarred.component());
  }

  @Test
  void podThatBeganMeanwhileWasNotBarred() {
    Mount late = new Mount("files", "app-2", "Deployment/app", "app");

    Coverage coverage = judge(List.of(SERVER, WRITER), List.of(SERVER, WRITER, late));

    assertThat(coverage.volumes().get(1).reason())
        .isEqualTo("container app of pod app-2 began to use claim files while the hold was up");
  }

  @Test
  void volumeThatNobodyCanWriteToIsBarred() {
    assertThat(judge(List.of(), List.of()).volumes())
        .allMatch(HeldVolume::barred)
        .allMatch(volume -> volume.reason().equals("no pod can write to it"));
  }

  private static Coverage judge(List<Mount> before, List<Mount> after) {
    return Coverage.of(List.of("data", "files"), before, after, List.of(DATABASE, DECLARED));
  }
}
