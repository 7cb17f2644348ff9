// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.discovery.application.InvalidSnapshotIdException;
import io.slackwater.discovery.application.RepositoryUpkeep;
import io.slackwater.discovery.application.Work;
import io.slackwater.discovery.persistence.OpenedUpkeep;
import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.SnapshotWriter;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forget and prune on real repositories, beside a backup that runs. */
class RepositoryUpkeepIT {

  private static final RepositoryRef SHOP =
      new RepositoryRef(new LocationName("vault"), "east/shop/shop");

  private final DirectoryRepositories repositories;
  private final RepositoryUpkeep upkeep;

  RepositoryUpkeepIT(@TempDir Path directory) {
    this.repositories = new DirectoryRepositories(directory);
    this.upkeep = new OpenedUpkeep(repositories);
  }

  @Test
  void forgetsWhatIsNamedAndNothingElseAndASecondAttemptFindsItDone() {
    SnapshotId retired = backUp("retired");
    SnapshotId kept = backUp("kept");

    upkeep.forget(SHOP, List.of(retired.hex()), new TestWork());
    upkeep.forget(SHOP, List.of(retired.hex()), new TestWork());

    assertThat(snapshots()).containsExactly(kept);
  }

  @Test
  void forgetsWhatAnyExecutorLeftOfARestorePointButWhatAnotherOneNames() {
    SnapshotId shared = backUp("shared", "restore-point:rp-1");
    SnapshotId other = backUp("other", "slackwater:restore-point:rp-12");
    backUp("manifest", "restore-point:rp-1");
    backUp("dump", "slackwater:restore-point:rp-1");
    backUp("export", "restore-point=rp-1");

    upkeep.forgetAllOf(SHOP, new RestorePointId("rp-1"), Set.of(shared.hex()), new TestWork());
    upkeep.forgetAllOf(SHOP, new RestorePointId("rp-1"), Set.of(shared.hex()), new TestWork());

    assertThat(snapshots()).containsExactlyInAnyOrder(shared, other);
  }

  @Test
  void forgetsNothingWhenAnIdIsNotWhole() {
    SnapshotId kept = backUp("kept");

    assertThatThrownBy(
            () ->
                upkeep.forget(
                    SHOP, List.of(kept.hex(), kept.hex().substring(0, 8)), new TestWork()))
        .isInstanceOf(InvalidSnapshotIdException.class)
        .hasMessageContaining(kept.hex().substring(0, 8));

    assertThat(snapshots()).containsExactly(kept);
  }

  @Test
  void aRepositoryThatDoesNotExistIsUpkeptAlready() {
    RepositoryRef none = new RepositoryRef(new LocationName("vault"), "east/none/none");

    assertThatCode(
            () -> {
              upkeep.forget(none, List.of("ab".repeat(32)), new TestWork());
              upkeep.forgetAllOf(none, new RestorePointId("rp-1"), Set.of(), new TestWork());
              upkeep.prune(none, new TestWork());
            })
        .doesNotThrowAnyException();
  }

  @Test
  void prunesTheDataOfForgottenSnapshotsAndASecondAttemptFindsItDone() {
    SnapshotId retired = backUp("retired");
    SnapshotId kept = backUp("kept");
    long before = packs();
    upkeep.forget(SHOP, List.of(retired.hex()), new TestWork());

    upkeep.prune(SHOP, new TestWork());
    long after = packs();
    upkeep.prune(SHOP, new TestWork());

    assertThat(after).isLessThan(before);
    assertThat(packs()).isEqualTo(after);
    assertSoundWith(kept);
  }

  @Test
  void pruneWaitsForABackupThatRunsAndSaysSo() throws Exception {
    SnapshotId retired = backUp("retired");
    upkeep.forget(SHOP, List.of(retired.hex()), new TestWork());
    Queue<String> steps = new ConcurrentLinkedQueue<>();
    CompletableFuture<Void> pruned;
    SnapshotId written;
    try (Repository repository = repositories.open(SHOP);
        SnapshotWriter backup =
            repository.beginSnapshot(SnapshotLabels.tagged("test"), Control.NONE)) {
      backup.addFile("/begun", random("begun"));
      pruned = CompletableFuture.runAsync(() -> upkeep.prune(SHOP, telling(steps)));
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () -> assertThat(steps).anyMatch(step -> step.startsWith("waiting to prune")));
      assertThat(pruned).isNotDone();
      written = backup.commit().id();
    }
    pruned.get(2, TimeUnit.MINUTES);
    assertSoundWith(written);
  }

  private void assertSoundWith(SnapshotId only) {
    try (Repository repository = repositories.open(SHOP)) {
      assertThat(snapshots()).containsExactly(only);
      assertThat(repository.check(true, Control.NONE).isSound()).isTrue();
      assertThat(repository.locks()).isEmpty();
    }
  }

  private long packs() {
    try (Repository repository = repositories.open(SHOP)) {
      return repository.check(true, Control.NONE).packs();
    }
  }

  private List<SnapshotId> snapshots() {
    try (Repository repository = repositories.open(SHOP)) {
      return repository.snapshots(SnapshotFilter.ALL).stream().map(Snapshot::id).toList();
    }
  }

  private SnapshotId backUp(String name) {
    return backUp(name, "test");
  }

  private SnapshotId backUp(String name, String tag) {
    try (Repository repository = repositories.openOrInit(SHOP)) {
      return repository
          .backupFiles(Map.of("/" + name, random(name)), SnapshotLabels.tagged(tag), Control.NONE)
          .id();
    }
  }

  private static byte[] random(String name) {
    byte[] content = new byte[2_000_000];
    new Random(name.hashCode()).nextBytes(content);
    System.arraycopy(name.getBytes(StandardCharsets.UTF_8), 0, content, 0, name.length());
    return content;
  }

  private static Work telling(Queue<String> steps) {
    return new Work() {
      @Override
      public void checkActive() {
        // Nobody ends it.
      }

      @Override
      public void progress(String step) {
        steps.add(step);
      }
    };
  }
}
