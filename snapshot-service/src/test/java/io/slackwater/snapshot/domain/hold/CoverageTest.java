// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.artifact.HoldArtifact.HeldVolume;
import io.slackwater.contracts.artifact.HoldArtifact.Unbarred;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverageTest {

  private static final Mount SERVER = new Mount("data", "db-0", "StatefulSet/db", "postgresql");
  private static final Mount SIDECAR = new Mount("data", "db-0", "StatefulSet/db", "archiver");
  private static final Mount WRITER = new Mount("files", "app-1", "Deployment/app", "app");
  private static final Cover DATABASE = new Cover("db-0", "postgresql", "postgresql barrier");
  private static final Cover DECLARED = new Cover("app-1", null, "command of the writer");
  private static final DeclaringPod BARRED = new DeclaringPod("app-1", "1", "Deployment/app");
  private static final DeclaringPod LATE = new DeclaringPod("app-2", "2", "Deployment/app");

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

  @Test
  void declaredWriterWithoutAClaimThatBeganMeanwhileIsNamed() {
    Coverage coverage = judge(List.of(), List.of(), List.of(BARRED), List.of(BARRED, LATE));

    assertThat(coverage.unbarred())
        .containsExactly(
            new Unbarred(
                "Deployment/app",
                "pod app-2 declares how it is barred, but began while the hold was prepared or up"));
  }

  @Test
  void declaredWriterThatDidNotRunWhenTheBarriersWereFoundIsNamedThoughItIsGone() {
    Coverage coverage = judge(List.of(), List.of(), List.of(BARRED, LATE), List.of(BARRED));

    assertThat(coverage.unbarred())
        .containsExactly(
            new Unbarred(
                "Deployment/app",
                "pod app-2 declares how it is barred, but did not run when the barriers were found"));
  }

  @Test
  void barrierOfADataServiceOrAClaimIsNotThatOfADeclaredWriter() {
    DeclaringPod database = new DeclaringPod("db-0", "3", "StatefulSet/db");
    DeclaringPod freezer = new DeclaringPod("freezer", "4", "Pod/freezer");
    List<DeclaringPod> declaring = List.of(database, freezer);

    Coverage coverage =
        Coverage.of(
            List.of(),
            seen(List.of(), declaring),
            seen(List.of(), declaring),
            List.of(DATABASE, Cover.ofClaim("files", "freeze", "freezer")));

    assertThat(coverage.unbarred())
        .extracting(Unbarred::component)
        .containsExactly("StatefulSet/db", "Pod/freezer");
  }

  private static Coverage judge(List<Mount> before, List<Mount> after) {
    return judge(before, after, List.of(BARRED), List.of(BARRED));
  }

  private static Coverage judge(
      List<Mount> before,
      List<Mount> after,
      List<DeclaringPod> declaringBefore,
      List<DeclaringPod> declaringAfter) {
    return Coverage.of(
        List.of("data", "files"),
        seen(before, declaringBefore),
        seen(after, declaringAfter),
        List.of(DATABASE, DECLARED));
  }

  private static PodsSeen seen(List<Mount> mounts, List<DeclaringPod> declaring) {
    return new PodsSeen(mounts, List.of(), declaring, Set.of());
  }
}
