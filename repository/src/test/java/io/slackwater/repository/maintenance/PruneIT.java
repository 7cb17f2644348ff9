// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import static io.slackwater.repository.testing.Clients.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.SnapshotResult;
import io.slackwater.repository.archive.SnapshotWriter;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.error.PruneRefusedException;
import io.slackwater.repository.error.RepositoryLockedException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.RetentionRules;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.testing.Clients;
import io.slackwater.repository.testing.FailingBackend;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class PruneIT {

  private static final PruneOptions THOROUGH = new PruneOptions(0, false);

  private FailingBackend backend;
  private Repository repository;

  @BeforeEach
  void open(@TempDir Path directory) {
    backend = new FailingBackend(new LocalBackend(directory));
    repository = Repository.init(backend, Clients.impatient("test"), PASSWORD, null);
  }

  private static byte[] random(long seed) {
    byte[] content = new byte[700_000];
    new Random(seed).nextBytes(content);
    return content;
  }

  /** Saves files of the seeds from..to-1 in one snapshot, so in one data pack. */
  private SnapshotResult save(int from, int to) {
    try (SnapshotWriter writer =
        repository.beginSnapshot(SnapshotLabels.tagged("from:" + from), Control.NONE)) {
      for (int seed = from; seed < to; seed++) {
        writer.addFile("/f" + seed, random(seed));
      }
      return writer.commit();
    }
  }

  private void assertReadable(SnapshotResult saved, int from, int to) throws Exception {
    for (int seed = from; seed < to; seed++) {
      try (InputStream in = repository.openFile(saved.id(), "/f" + seed)) {
        assertThat(in.readAllBytes()).isEqualTo(random(seed));
      }
    }
    CheckReport report = repository.check(true, Control.NONE);
    assertThat(report.errors()).isEmpty();
  }

  private long packBytes() {
    return backend.list(FileKind.PACK).stream().mapToLong(file -> file.size()).sum();
  }

  @Test
  void deletesWhatNoSnapshotUses() throws Exception {
    SnapshotResult old = save(0, 3);
    SnapshotResult kept = save(10, 12);
    long before = packBytes();

    repository.forget(List.of(old.id()));
    PruneResult result = repository.prune(THOROUGH, Control.NONE);

    assertThat(result.packsDeleted()).isEqualTo(2);
    assertThat(result.packsRepacked()).isZero();
    assertThat(before - packBytes()).isEqualTo(result.bytesFreed()).isGreaterThan(2_100_000);
    assertReadable(kept, 10, 12);
    assertThat(repository.check(true, Control.NONE).hints()).isEmpty();
  }

  @Test
  void repacksWhatIsPartlyUsed() throws Exception {
    SnapshotResult wide = save(0, 6);
    SnapshotResult narrow = save(2, 4);
    long before = packBytes();

    repository.forget(List.of(wide.id()));
    PruneResult result = repository.prune(THOROUGH, Control.NONE);

    assertThat(result.packsRepacked()).isOne();
    assertThat(before - packBytes()).isEqualTo(result.bytesFreed()).isGreaterThan(2_000_000);
    assertReadable(narrow, 2, 4);
    assertThat(repository.check(true, Control.NONE).hints()).isEmpty();
  }

  @Test
  void leavesALittleWasteAlone() throws Exception {
    SnapshotResult wide = save(0, 6);
    SnapshotResult narrow = save(0, 5);

    repository.forget(List.of(wide.id()));
    PruneResult result = repository.prune(new PruneOptions(0.5, false), Control.NONE);

    assertThat(result.packsRepacked()).isZero();
    assertThat(result.unusedBytesLeft()).isGreaterThan(600_000);
    assertReadable(narrow, 0, 5);
  }

  @Test
  void onlyTellsInADryRun() throws Exception {
    SnapshotResult wide = save(0, 6);
    save(2, 4);
    repository.forget(List.of(wide.id()));
    long before = packBytes();
    int changes = backend.deleted().size();

    PruneResult result = repository.prune(new PruneOptions(0, true), Control.NONE);

    assertThat(result.packsRepacked()).isOne();
    assertThat(packBytes()).isEqualTo(before);
    assertThat(backend.deleted())
        .hasSize(changes + 1)
        .last()
        .extracting("kind")
        .isEqualTo(FileKind.LOCK);
  }

  @Test
  void takesBackupsAfterwards() throws Exception {
    SnapshotResult old = save(0, 3);
    repository.forget(List.of(old.id()));
    repository.prune(THOROUGH, Control.NONE);

    SnapshotResult again = save(0, 3);

    assertReadable(again, 0, 3);
  }

  @Test
  void isWholeAfterACrashAtAnyWriteOrDelete() throws Exception {
    SnapshotResult wide = save(0, 6);
    save(20, 22);
    SnapshotResult narrow = save(2, 4);
    repository.forget(List.of(wide.id()));
    boolean finished = false;
    int crashes = 0;
    for (int survive = 0; !finished; survive++) {
      AtomicInteger left = new AtomicInteger(survive);
      FailingBackend crashing = new FailingBackend(backend);
      Repository other = Repository.open(crashing, Clients.impatient("other"), PASSWORD);
      crashing.dieAt(file -> file.kind() != FileKind.LOCK && left.getAndDecrement() == 0);
      try {
        other.prune(THOROUGH, Control.NONE);
        finished = true;
      } catch (BackendException e) {
        crashes++;
      }
      repository.removeAllLocks();
      assertReadable(narrow, 2, 4);
    }
    assertThat(crashes).isGreaterThanOrEqualTo(4);
    assertThat(repository.check(true, Control.NONE).hints()).isEmpty();
  }

  @Test
  void refusesWhileABackupRuns() {
    try (SnapshotWriter writer =
        repository.beginSnapshot(SnapshotLabels.tagged("t"), Control.NONE)) {
      writer.addFile("/f", random(1));
      assertThatThrownBy(() -> repository.prune(THOROUGH, Control.NONE))
          .isInstanceOf(RepositoryLockedException.class);
      writer.commit();
    }
    assertThat(repository.check(true, Control.NONE).errors()).isEmpty();
  }

  @Test
  void deletesNothingWhenAPackIsMissing() {
    save(0, 2);
    SnapshotResult other = save(5, 7);
    repository.forget(List.of(other.id()));
    backend.list(FileKind.PACK).stream()
        .filter(file -> file.size() > 1_000_000)
        .forEach(file -> backend.delete(file.file()));
    int packs = backend.list(FileKind.PACK).size();

    assertThatThrownBy(() -> repository.prune(THOROUGH, Control.NONE))
        .isInstanceOf(PruneRefusedException.class)
        .hasMessageContaining("nothing was deleted");
    assertThat(backend.list(FileKind.PACK)).hasSize(packs);
  }

  @Test
  void forgetsByRulesPerHostAndPaths() {
    for (int i = 0; i < 3; i++) {
      repository.backupFiles(
          Map.of("/same", new byte[] {(byte) i}), SnapshotLabels.tagged("t"), Control.NONE);
    }
    repository.backupFiles(Map.of("/other", new byte[1]), SnapshotLabels.tagged("t"), Control.NONE);
    SnapshotFilter filter = SnapshotFilter.tagged("t");
    RetentionRules rules = RetentionRules.keepLast(1);

    ForgetResult dry = repository.forget(rules, filter, true);
    ForgetResult done = repository.forget(rules, filter, false);

    assertThat(dry).isEqualTo(done);
    assertThat(done.removed()).hasSize(2);
    assertThat(repository.snapshots(SnapshotFilter.ALL))
        .isEqualTo(done.kept())
        .extracting(Snapshot::paths)
        .containsExactlyInAnyOrder(List.of("/same"), List.of("/other"));
  }

  @Test
  void countsLogicalAndStoredBytes() {
    SnapshotResult first = save(0, 2);
    save(1, 3);

    SnapshotStats one = repository.stats(List.of(repository.snapshot(first.id())));
    SnapshotStats all = repository.stats(repository.snapshots(SnapshotFilter.ALL));

    assertThat(one.logicalBytes()).isEqualTo(1_400_000);
    assertThat(one.files()).isEqualTo(2);
    assertThat(all.logicalBytes()).isEqualTo(2_800_000);
    assertThat(all.storedBytes()).isBetween(2_100_000L, 2_110_000L);
  }
}
