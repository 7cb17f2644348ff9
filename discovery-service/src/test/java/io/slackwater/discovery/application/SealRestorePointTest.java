// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.ManifestArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Approach;
import io.slackwater.discovery.Shop;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealRestorePointTest {

  private static final String GROUP = "snapshot.storage.k8s.io";
  private static final TaskId TASK = new TaskId("seal-1");
  private static final VolumeSnapshotArtifact SNAPSHOT =
      new VolumeSnapshotArtifact(
          new VolumeClaim(
              "files", "fast", 1, List.of("ReadWriteOnce"), "Filesystem", "csi", Map.of()),
          "csi",
          "snaps",
          "handle-1",
          "content-1",
          1,
          Instant.EPOCH);
  private static final DefinitionsArtifact DEFINITIONS =
      new DefinitionsArtifact(Fixture.REPOSITORY, "5d1f", 1, List.of(), 1, 1, Instant.EPOCH);

  private final FakeCluster cluster = new FakeCluster(Shop.objects());
  private final Manifests manifests = new Manifests();
  private final SealRestorePoint seal = new SealRestorePoint(manifests);

  @Test
  void sealsAPointWhoseSnapshotsTheStorageKeeps() {
    content("Retain", "handle-1", true);

    ManifestArtifact sealed = run(new Fixture(), DEFINITIONS, SNAPSHOT);

    assertThat(manifests.saved).containsExactly(sealed.snapshot());
  }

  @Test
  void refusesASnapshotWhoseContentIsGone() {
    cluster.serve(GROUP, "VolumeSnapshotContent");
    assertRefused("claim 'files'", "content-1", "does not exist any more");
  }

  @Test
  void refusesASnapshotThatTheStorageWouldNotKeep() {
    content("Delete", "handle-1", true);
    assertRefused("deletionPolicy is 'Delete'");
  }

  @Test
  void refusesAContentThatStandsForAnotherSnapshotNow() {
    content("Retain", "handle-2", true);
    assertRefused("handle 'handle-1'", "stands for handle 'handle-2' now");
  }

  @Test
  void refusesASnapshotThatIsNotReady() {
    content("Retain", "handle-1", false);
    assertRefused("not ready to use");
  }

  @Test
  void refusesAContentThatIsBeingDeleted() {
    content("Retain", "handle-1", true);
    cluster.put(
        Shop.changed(
            java.util.Objects.requireNonNull(cluster.object("VolumeSnapshotContent", "content-1")),
            json -> json.withObject("/metadata").put("deletionTimestamp", "2026-11-22T12:00:00Z")));
    assertRefused("is being deleted");
  }

  @Test
  void refusesSnapshotsOfAClusterThatHasNone() {
    assertRefused("serves no VolumeSnapshotContents");
  }

  @Test
  void namesEverythingThatIsMissing() {
    manifests.existing.clear();
    cluster.serve(GROUP, "VolumeSnapshotContent");
    assertRefused("the definitions", "5d1f", "claim 'files'");
  }

  @Test
  void attemptThatLostItsStandingWritesNothing() {
    content("Retain", "handle-1", true);
    Work ended =
        new Work() {
          @Override
          public void checkActive() {
            throw new IllegalStateException("a newer attempt began");
          }

          @Override
          public void progress(String step) {
            // Nobody listens any more.
          }
        };
    assertThatThrownBy(() -> run(ended, DEFINITIONS, SNAPSHOT)).hasMessage("a newer attempt began");
    assertThat(manifests.saved).isEmpty();
  }

  private void assertRefused(String... words) {
    assertThatThrownBy(() -> run(new Fixture(), DEFINITIONS, SNAPSHOT))
        .isInstanceOfSatisfying(
            MissingArtifactsException.class, e -> assertThat(e.retryable()).isFalse())
        .hasMessageContainingAll(words);
    assertThat(manifests.saved).isEmpty();
  }

  private ManifestArtifact run(Work work, Artifact... artifacts) {
    RestorePoint point =
        new RestorePoint(
            new RestorePointId("rp-1"),
            Fixture.APPLICATION,
            new RunId("run-1"),
            null,
            Approach.STORAGE_SNAPSHOT,
            Fixture.REPOSITORY.location(),
            RestorePointState.BUILDING,
            Consistency.CRASH,
            List.of(),
            null,
            List.of(artifacts),
            null,
            Instant.EPOCH,
            1,
            1);
    return seal.run(Fixture.REPOSITORY, point, TASK, cluster, work);
  }

  private void content(String policy, String handle, boolean ready) {
    cluster.serve(GROUP, "VolumeSnapshotContent");
    cluster.put(
        Shop.parse(
            """
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshotContent
            metadata: {name: content-1}
            spec: {deletionPolicy: %s}
            status: {snapshotHandle: %s, readyToUse: %s}
            """
                .formatted(policy, handle, ready)));
  }

  private static final class Manifests implements ManifestStore {

    private final Set<String> existing = new HashSet<>(Set.of("5d1f"));
    private final List<String> saved = new java.util.ArrayList<>();

    @Override
    public Set<String> existing(RepositoryRef repository, Collection<String> snapshots) {
      return existing;
    }

    @Override
    public Optional<String> find(RepositoryRef repository, RestorePoint restorePoint) {
      return Optional.empty();
    }

    @Override
    public String save(
        RepositoryRef repository, RestorePoint restorePoint, TaskId task, Work work) {
      saved.add("manifest-" + saved.size());
      return saved.getLast();
    }
  }
}
