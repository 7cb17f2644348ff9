// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository;

import static io.slackwater.repository.testing.Clients.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.repository.archive.DirectorySource;
import io.slackwater.repository.archive.SnapshotResult;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.lock.LockFile;
import io.slackwater.repository.maintenance.CheckReport;
import io.slackwater.repository.maintenance.PruneOptions;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.restore.PathFilter;
import io.slackwater.repository.restore.RestoreRequest;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.testing.Clients;
import io.slackwater.repository.testing.GeneratedTree;
import io.slackwater.repository.testing.MortalBackend;
import io.slackwater.repository.testing.MortalBackend.Death;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each operation is killed at its first write or delete, at its second, and so on until it comes
 * through: lock files are among them. Every time another client, which only removes the dead one's
 * locks, must find all snapshots whole, save and restore the data, prune, and then find nothing
 * left to say about the repository.
 */
@Tag("long")
@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class KillAtEveryWriteIT {

  private static final PruneOptions THOROUGH = new PruneOptions(0, false);
  private static final SnapshotLabels LABELS = SnapshotLabels.tagged("t");
  private static final String VICTIM = "victim";

  @TempDir private Path directory;
  private Path older;
  private Path newer;
  private int runs;

  /** What the victim does. */
  @FunctionalInterface
  private interface Operation {
    void run(Repository repository) throws IOException;
  }

  /** What a repository looks like before the victim comes. */
  @FunctionalInterface
  private interface Preparation {
    List<SnapshotId> run(Repository repository) throws IOException;
  }

  @BeforeEach
  void makeData() throws IOException {
    older = fill(directory.resolve("data/older"), 1);
    newer = fill(directory.resolve("data/newer"), 2);
    // Equal in both: one blob of two snapshots, so that a prune has packs to copy.
    Files.write(older.resolve("both"), random(90_000, 3));
    Files.write(newer.resolve("both"), random(90_000, 3));
  }

  @ParameterizedTest
  @EnumSource
  void firstBackup(Death death) throws IOException {
    killEverywhere(death, 5, repository -> List.of(), repository -> save(repository, older));
  }

  @ParameterizedTest
  @EnumSource
  void laterBackup(Death death) throws IOException {
    killEverywhere(
        death,
        5,
        repository -> List.of(save(repository, older).id()),
        repository -> save(repository, newer));
  }

  @ParameterizedTest
  @EnumSource
  void forget(Death death) throws IOException {
    killEverywhere(
        death,
        3,
        repository -> {
          save(repository, newer);
          return List.of(save(repository, older).id());
        },
        repository ->
            repository.forget(List.of(repository.snapshots(SnapshotFilter.ALL).getFirst().id())));
  }

  @ParameterizedTest
  @EnumSource
  void prune(Death death) throws IOException {
    killEverywhere(
        death,
        8,
        repository -> {
          SnapshotId wide = save(repository, directory.resolve("data")).id();
          SnapshotId other = save(repository, newer).id();
          SnapshotId kept = save(repository, older).id();
          repository.forget(List.of(wide, other));
          return List.of(kept);
        },
        repository -> repository.prune(THOROUGH, Control.NONE));
  }

  @ParameterizedTest
  @EnumSource
  void keysAddedAndRemoved(Death death) throws IOException {
    killEverywhere(
        death,
        2,
        repository -> List.of(save(repository, older).id()),
        repository -> repository.removeKey(repository.addKey(Password.of("another"))));
  }

  @ParameterizedTest
  @EnumSource
  void creation(Death death) throws IOException {
    boolean finished = false;
    int deaths = 0;
    for (int n = 1; !finished; n++) {
      LocalBackend storage = new LocalBackend(directory.resolve("created-" + n));
      MortalBackend mortal = new MortalBackend(storage, n, death);
      try {
        Repository.init(mortal, Clients.impatient(VICTIM), PASSWORD, Password.of("in a safe"));
        finished = !mortal.isDead();
      } catch (RepositoryException e) {
        assertThat(mortal.isDead()).as("only the death is a reason: %s", e).isTrue();
        deaths++;
      }
      try (Repository survivor =
          Repository.openOrInit(storage, Clients.impatient("survivor"), PASSWORD, null)) {
        assertWhole(survivor, List.of(), "creation killed at write " + n);
      }
    }
    assertThat(deaths).isEqualTo(3);
  }

  private void killEverywhere(Death death, int fewest, Preparation preparation, Operation operation)
      throws IOException {
    boolean finished = false;
    int deaths = 0;
    for (int n = 1; !finished; n++) {
      LocalBackend storage = new LocalBackend(directory.resolve("repository-" + n));
      try (Repository survivor =
          Repository.init(storage, Clients.impatient("survivor"), PASSWORD, null)) {
        List<SnapshotId> kept = preparation.run(survivor);
        MortalBackend mortal = new MortalBackend(storage, n, death);
        Repository victim = Repository.open(mortal, Clients.impatient(VICTIM), PASSWORD);
        try {
          operation.run(victim);
          finished = !mortal.isDead();
        } catch (RepositoryException e) {
          assertThat(mortal.isDead()).as("only the death is a reason: %s", e).isTrue();
          deaths++;
        }
        assertWhole(survivor, kept, "killed %s write %d".formatted(death, n));
      }
    }
    assertThat(deaths).as("writes and deletes of the operation").isGreaterThanOrEqualTo(fewest);
  }

  private void assertWhole(Repository survivor, List<SnapshotId> kept, String what)
      throws IOException {
    survivor.removeLocks(lock -> lock.hostname().equals(VICTIM));
    assertThat(survivor.locks()).as(what).extracting(LockFile::hostname).isEmpty();
    Set<SnapshotId> left = survivor.snapshotIds();
    CheckReport found = survivor.check(true, Control.NONE);
    assertThat(found.errors()).as(what).isEmpty();
    assertThat(left).as(what).containsAll(kept);
    for (SnapshotId snapshot : kept) {
      assertRestored(survivor, snapshot, older);
    }

    SnapshotResult next = save(survivor, newer);
    assertThat(next.unread()).as(what).isEmpty();
    survivor.prune(THOROUGH, Control.NONE);

    assertRestored(survivor, next.id(), newer);
    for (SnapshotId snapshot : kept) {
      assertRestored(survivor, snapshot, older);
    }
    CheckReport last = survivor.check(true, Control.NONE);
    assertThat(last.errors()).as(what).isEmpty();
    assertThat(last.hints()).as(what).isEmpty();
  }

  private void assertRestored(Repository repository, SnapshotId snapshot, Path data)
      throws IOException {
    Path target = directory.resolve("restored-" + runs++);
    repository.restore(
        new RestoreRequest(snapshot, data.toString(), target, PathFilter.ALL, false), Control.NONE);
    GeneratedTree.assertEqual(target, data);
  }

  private static SnapshotResult save(Repository repository, Path data) {
    return repository.backup(
        new DirectorySource(List.of(data), List.of(), false), LABELS, Control.NONE);
  }

  private static Path fill(Path folder, long seed) throws IOException {
    Files.createDirectories(folder.resolve("below"));
    Files.write(folder.resolve("some"), random(70_000, seed));
    Files.writeString(folder.resolve("below/text"), "text %d\n".formatted(seed).repeat(1_000));
    Files.createSymbolicLink(folder.resolve("below/link"), Path.of("text"));
    return folder;
  }

  private static byte[] random(int size, long seed) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
  }
}
