// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.VerificationArtifact;
import io.slackwater.contracts.artifact.VerificationArtifact.Check;
import io.slackwater.contracts.task.RestoreStage;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.discovery.Shop;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.Marks;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestoreDefinitionsTest {

  private final MemoryDefinitions store = new MemoryDefinitions();
  private final FakeCluster cluster = new FakeCluster(Shop.objects());
  private final RestoreDefinitions restore = new RestoreDefinitions(store, Fixture.impatience());
  private String snapshot = "";

  @BeforeEach
  void capture() {
    snapshot = Fixture.capture(store, cluster).snapshot();
  }

  @Test
  void everyStageTogetherBringsEverythingBack() throws InterruptedException {
    cluster.deleteNamespace("shop");
    restoreAll(Fixture.SAME);
    assertThat(failed(verify(Fixture.SAME))).isEmpty();
    assertThat(verify(Fixture.SAME).verified()).isTrue();
  }

  @Test
  void restoresIntoAnotherNamespaceBesideTheOriginal() throws InterruptedException {
    restoreAll(Fixture.COPY);
    assertThat(failed(verify(Fixture.COPY))).isEmpty();
    assertThat(Objects.requireNonNull(cluster.object("Namespace", "copy")).labels())
        .containsEntry(Marks.RESTORED_BY, Fixture.RUN.value());
    assertThat(cluster.object("ClusterRoleBinding", "shop-reader-copy")).isNotNull();
  }

  @Test
  void everyStageCanBeRepeated() throws InterruptedException {
    cluster.deleteNamespace("shop");
    restoreAll(Fixture.SAME);
    int written = cluster.written.size();
    restoreAll(Fixture.SAME);
    assertThat(cluster.written).hasSize(written);
  }

  @Test
  void nextAttemptFinishesWhateverWriteTheFirstOneDiedAt() throws InterruptedException {
    cluster.deleteNamespace("shop");
    restoreAll(Fixture.SAME);
    int writes = cluster.written.size();
    for (int write = 0; write < writes; write++) {
      for (boolean afterWriting : List.of(false, true)) {
        cluster.deleteNamespace("shop");
        cluster.killAfter(write, afterWriting);
        boolean died = false;
        for (RestoreStage stage : RestoreStage.values()) {
          try {
            run(stage, Fixture.SAME);
          } catch (FakeCluster.Killed killed) {
            died = true;
            run(stage, Fixture.SAME);
          }
        }
        assertThat(died || write >= writes - 1).as("write %d", write).isTrue();
        assertThat(failed(verify(Fixture.SAME))).as("write %d", write).isEmpty();
      }
    }
  }

  @Test
  void attemptThatLostItsStandingWritesNothingMoreWheneverThatWas() {
    for (RestoreStage stage : List.of(RestoreStage.PREREQUISITES, RestoreStage.WORKLOADS)) {
      cluster.deleteNamespace("shop");
      if (stage != RestoreStage.PREREQUISITES) {
        cluster.put(
            Shop.parse(
                "{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {%s: %s}}}"
                    .formatted(Marks.RESTORED_BY, Fixture.RUN)));
      }
      for (int look = 1; look < 400; look++) {
        LostStanding work = new LostStanding(look);
        try {
          restore.run(Fixture.restoring(snapshot, Fixture.SAME, stage), cluster, work);
        } catch (LostStanding.Ended | InterruptedException ended) {
          assertThat(cluster.written).as("look %d", look).hasSize(work.writtenBefore);
        }
      }
    }
  }

  @Test
  void claimThatAVolumeWasRestoredForGetsItsAnnotationsBack() throws InterruptedException {
    cluster.put(
        Shop.changed(
            Shop.object("PersistentVolumeClaim", "files"),
            json -> json.withObject("/metadata/annotations").put("example.org/owner", "sales")));
    snapshot = captureAgain("task-annotations");
    cluster.deleteNamespace("shop");
    run(RestoreStage.PREREQUISITES, Fixture.SAME);
    cluster.put(
        Shop.parse(
            """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: files, namespace: shop, labels: {slackwater.io/task: t}}
            spec: {volumeName: pv-restored, accessModes: [ReadWriteOnce]}
            """));

    run(RestoreStage.CLAIMS, Fixture.SAME);

    KubernetesObject claim =
        Objects.requireNonNull(cluster.object("PersistentVolumeClaim", "files"));
    assertThat(claim.annotations()).containsEntry("example.org/owner", "sales");
    assertThat(claim.text("/spec/volumeName")).isEqualTo("pv-restored");
  }

  @Test
  void refusesANamespaceThatExistsBeforeAnythingIsTouched() {
    assertThatThrownBy(() -> run(RestoreStage.PREREQUISITES, Fixture.SAME))
        .isInstanceOfSatisfying(
            NamespaceInTheWayException.class, e -> assertThat(e.retryable()).isFalse())
        .hasMessageContaining("shop")
        .hasMessageContaining("nothing was touched");
    assertThat(cluster.written).isEmpty();
  }

  @Test
  void everyStageRefusesANamespaceOfAnotherRestore() {
    for (RestoreStage stage : RestoreStage.values()) {
      assertThatThrownBy(() -> run(stage, Fixture.SAME))
          .isInstanceOf(NamespaceInTheWayException.class);
    }
    assertThat(cluster.written).isEmpty();
  }

  @Test
  void waitsForANamespaceThatIsStillBeingDeleted() {
    cluster.put(
        Shop.changed(
            Shop.object("Namespace", "shop"),
            json -> json.withObject("/metadata").put("deletionTimestamp", "2026-11-22T12:00:00Z")));
    assertThatThrownBy(() -> run(RestoreStage.PREREQUISITES, Fixture.SAME))
        .isInstanceOfSatisfying(
            NamespaceInTheWayException.class, e -> assertThat(e.retryable()).isTrue());
    assertThat(cluster.written).isEmpty();
  }

  @Test
  void namesWhatIsInTheWayAndMakesNothing() {
    cluster.deleteNamespace("shop");
    cluster.put(
        Shop.changed(Shop.object("ClusterRole", "shop-reader"), json -> json.putArray("rules")));
    assertThatThrownBy(() -> run(RestoreStage.PREREQUISITES, Fixture.SAME))
        .isInstanceOf(ObjectsInTheWayException.class)
        .hasMessageContaining("ClusterRole/shop-reader")
        .hasMessageContaining("/rules");
    assertThat(cluster.written).isEmpty();
  }

  @Test
  void completesTheAccountThatTheClusterMakesByItself() throws InterruptedException {
    cluster.deleteNamespace("shop");
    run(RestoreStage.PREREQUISITES, Fixture.SAME);
    assertThat(
            Objects.requireNonNull(cluster.object("ServiceAccount", "default"))
                .at("/imagePullSecrets/0/name")
                .asText())
        .isEqualTo("registry");
  }

  @Test
  void keepsAClaimThatWasMadeWithItsDataAndCompletesItsLabels() throws InterruptedException {
    cluster.deleteNamespace("shop");
    run(RestoreStage.PREREQUISITES, Fixture.SAME);
    cluster.put(
        Shop.parse(
            """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: data-db-0, namespace: shop, uid: filled}
            spec:
              accessModes: [ReadWriteOnce]
              resources: {requests: {storage: "1073741824"}}
              storageClassName: fast
              volumeMode: Filesystem
              volumeName: pv-of-the-mover
            """));
    run(RestoreStage.CLAIMS, Fixture.SAME);
    KubernetesObject claim =
        Objects.requireNonNull(cluster.object("PersistentVolumeClaim", "data-db-0"));
    assertThat(claim.at("/spec/volumeName").asText()).isEqualTo("pv-of-the-mover");
    assertThat(claim.labels()).containsEntry("app", "db");
    assertThat(claim.annotations()).containsEntry("backup.example.org/keep", "true");
    assertThat(
            Objects.requireNonNull(cluster.object("PersistentVolumeClaim", "files"))
                .at("/spec")
                .has("volumeName"))
        .isFalse();
  }

  @Test
  void saysWhichStorageClassTheTargetHasNot() throws InterruptedException {
    FakeCluster other = new FakeCluster(List.of());
    RestoreTarget target = Fixture.SAME;
    restore.run(
        Fixture.restoring(snapshot, target, RestoreStage.PREREQUISITES), other, new Fixture());
    assertThatThrownBy(
            () ->
                restore.run(
                    Fixture.restoring(snapshot, target, RestoreStage.CLAIMS), other, new Fixture()))
        .isInstanceOf(MissingStorageClassException.class)
        .hasMessageContaining("data-db-0")
        .hasMessageContaining("fast");
    assertThat(other.object("PersistentVolumeClaim", "files")).isNull();
  }

  @Test
  void saysWhatIsNotReadyAfterTheBound() throws InterruptedException {
    cluster.deleteNamespace("shop");
    cluster.keepWorkloadsDown();
    run(RestoreStage.PREREQUISITES, Fixture.SAME);
    run(RestoreStage.CLAIMS, Fixture.SAME);
    assertThatThrownBy(() -> run(RestoreStage.DATA_SERVICES, Fixture.SAME))
        .isInstanceOfSatisfying(NotReadyException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageContaining("StatefulSet/db: 0 of 1 pods ready");
  }

  @Test
  void doesNotWaitForMoreThanWasReadyWhenItWasCaptured() throws InterruptedException {
    cluster.put(
        Shop.changed(
            Shop.object("Deployment", "web"),
            json -> json.withObject("/status").put("readyReplicas", 0)));
    snapshot =
        new CaptureDefinitions(store, Fixture.CLOCK)
            .run(
                Fixture.REPOSITORY,
                new io.slackwater.contracts.application.Scope("shop", null),
                Fixture.tags("task-2"),
                cluster,
                new Fixture())
            .snapshot();
    cluster.deleteNamespace("shop");
    run(RestoreStage.PREREQUISITES, Fixture.SAME);
    cluster.keepWorkloadsDown();
    assertThat(run(RestoreStage.WORKLOADS, Fixture.SAME)).contains("Deployment/web");
  }

  @Test
  void verificationNamesWhatIsMissingAndWhereWhatIsThereDiffers() throws InterruptedException {
    cluster.deleteNamespace("shop");
    restoreAll(Fixture.SAME);
    cluster.put(
        Shop.changed(
            Objects.requireNonNull(cluster.object("ConfigMap", "web")),
            json -> json.withObject("/data").put("database.url", "other")));
    cluster.deleteObject("Secret", "database");
    VerificationArtifact verification = verify(Fixture.SAME);
    assertThat(verification.verified()).isFalse();
    assertThat(failed(verification))
        .containsExactlyInAnyOrder(
            "Secret/database: it is not there",
            "ConfigMap/web: differs at /data/database.url changed");
  }

  @Test
  void verificationLeavesTheNumberOfPodsToTheAutoscaler() throws InterruptedException {
    cluster.deleteNamespace("shop");
    restoreAll(Fixture.SAME);
    cluster.put(
        Shop.changed(
            Objects.requireNonNull(cluster.object("Deployment", "web")),
            json -> json.withObject("/spec").put("replicas", 4)));
    assertThat(verify(Fixture.SAME).verified()).isTrue();
  }

  private void restoreAll(RestoreTarget target) throws InterruptedException {
    for (RestoreStage stage : RestoreStage.values()) {
      run(stage, target);
    }
  }

  private List<String> run(RestoreStage stage, RestoreTarget target) throws InterruptedException {
    return restore.run(Fixture.restoring(snapshot, target, stage), cluster, new Fixture()).stream()
        .map(artifact -> artifact.component())
        .toList();
  }

  private VerificationArtifact verify(RestoreTarget target) {
    return new VerifyDefinitions(store)
        .run(Fixture.REPOSITORY, snapshot, target, cluster, new Fixture());
  }

  private static List<String> failed(VerificationArtifact verification) {
    return verification.checks().stream()
        .filter(check -> !check.held())
        .map((Check check) -> check.name() + ": " + check.finding())
        .toList();
  }

  private String captureAgain(String task) {
    return new CaptureDefinitions(store, Fixture.CLOCK)
        .run(
            Fixture.REPOSITORY, new Scope("shop", null), Fixture.tags(task), cluster, new Fixture())
        .snapshot();
  }

  /** An attempt that is not told so, and loses its standing after some looks at the cluster. */
  private final class LostStanding implements Work {

    private int looksLeft;
    private int writtenBefore;

    private LostStanding(int looks) {
      looksLeft = looks;
      cluster.afterLook =
          () -> {
            if (--looksLeft == 0) {
              writtenBefore = cluster.written.size();
            }
          };
    }

    @Override
    public void checkActive() {
      if (looksLeft <= 0) {
        throw new Ended();
      }
    }

    @Override
    public void progress(String step) {
      // Nobody listens any more.
    }

    private static final class Ended extends RuntimeException {
      private static final long serialVersionUID = 1L;
    }
  }
}
