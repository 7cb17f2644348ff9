// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.interop;

import static io.slackwater.repository.testing.Clients.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.DirectorySource;
import io.slackwater.repository.archive.SnapshotResult;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.maintenance.PruneOptions;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.restore.RestoreRequest;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.testing.Clients;
import io.slackwater.repository.testing.FailingBackend;
import io.slackwater.repository.testing.GeneratedTree;
import io.slackwater.repository.testing.Restic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ways between this engine and the real restic. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class ResticInteropIT {

  private static final SnapshotLabels LABELS = SnapshotLabels.tagged("task:1", "hold:2");

  @TempDir private Path directory;
  private Path data;
  private LocalBackend backend;
  private Restic restic;

  @BeforeEach
  void setUp() throws Exception {
    data = directory.resolve("data");
    backend = new LocalBackend(directory.resolve("repository"));
    restic = new Restic(backend.location(), directory.resolve("cache"));
    GeneratedTree.fill(data, 11);
  }

  private Repository init() {
    return Repository.init(backend, Clients.impatient("test"), PASSWORD, null);
  }

  private Repository open() {
    return Repository.open(backend, Clients.impatient("test"), PASSWORD);
  }

  private Path restoredByRestic(String snapshot) throws Exception {
    Path target = Files.createTempDirectory(directory, "restic-out");
    restic.succeed("restore", snapshot, "--target", target.toString());
    return target.resolve(data.toString().substring(1));
  }

  @Test
  void resticChecksListsAndRestoresOurs() throws Exception {
    Repository repository = init();
    SnapshotResult result = repository.backup(DirectorySource.of(data), LABELS, Control.NONE);
    repository.backupFiles(Map.of("/x/y.json", "{}".getBytes()), LABELS, Control.NONE);

    restic.checkReadData();
    JsonNode listed = restic.json("snapshots", "--json");
    assertThat(listed).hasSize(2);
    assertThat(listed.get(0).path("id").asText()).isEqualTo(result.id().hex());
    assertThat(listed.get(0).path("tags"))
        .extracting(JsonNode::asText)
        .containsExactly("task:1", "hold:2");
    assertThat(listed.get(0).path("hostname").asText()).isEqualTo("test");
    GeneratedTree.assertEqual(restoredByRestic(result.id().hex()), data);
    assertThat(restic.succeed("dump", "latest", "/x/y.json")).isEqualTo("{}");
  }

  @Test
  void weCheckListAndRestoreRestics() throws Exception {
    restic.succeed("init", "--repository-version", "2");
    restic.succeed("backup", "--tag", "from-restic", data.toString());
    Repository repository = open();

    Snapshot snapshot = repository.findSnapshot("latest", SnapshotFilter.tagged("from-restic"));
    Path target = directory.resolve("out");
    repository.restore(new RestoreRequest(snapshot.id(), data.toString(), target), Control.NONE);

    GeneratedTree.assertEqual(target, data);
    assertThat(repository.check(true, Control.NONE).errors()).isEmpty();
    assertThat(repository.stats(List.of(snapshot)).logicalBytes())
        .isEqualTo(
            restic.json("stats", "--json", "--mode", "restore-size").path("total_size").asLong()
                + Files.size(data.resolve("large")));
  }

  @Test
  void eachTakesTheOthersSnapshotAsParentAndStoresNoDataTwice() throws Exception {
    Repository repository = init();
    repository.backup(DirectorySource.of(data), LABELS, Control.NONE);

    JsonNode unchanged = restic.json("backup", "--json", "--host", "test", data.toString());
    assertThat(unchanged.path("files_new").asInt()).isZero();
    assertThat(unchanged.path("files_changed").asInt()).isZero();
    // --force reads and cuts every file again: equal cuts, so no new data blob.
    JsonNode forced = restic.json("backup", "--json", "--force", "--host", "test", data.toString());
    assertThat(forced.path("data_blobs").asInt()).isZero();
    SnapshotResult ours = repository.backup(DirectorySource.of(data), LABELS, Control.NONE);
    assertThat(ours.files().unmodified()).isEqualTo(ours.files().total());
    assertThat(ours.dataBlobs()).isZero();

    restic.checkReadData();
    assertThat(repository.check(true, Control.NONE).errors()).isEmpty();
  }

  @Test
  void eachPrunesWhatTheOtherWrote() throws Exception {
    Repository repository = init();
    SnapshotResult first = repository.backup(DirectorySource.of(data), LABELS, Control.NONE);
    Files.delete(data.resolve("sparse"));
    Files.writeString(data.resolve("text"), "new");
    restic.succeed("backup", "--host", "test", data.toString());

    repository.forget(List.of(first.id()));
    repository.prune(new PruneOptions(0, false), Control.NONE);
    restic.checkReadData();
    SnapshotResult third = repository.backup(DirectorySource.of(data), LABELS, Control.NONE);
    restic.succeed("forget", "--keep-last", "1", "--group-by", "", "--prune", "--max-unused", "0");
    restic.checkReadData();

    assertThat(repository.snapshots(SnapshotFilter.ALL)).hasSize(1);
    assertThat(repository.check(true, Control.NONE).errors()).isEmpty();
    GeneratedTree.assertEqual(restoredByRestic(third.id().hex()), data);
  }

  @Test
  void everyPasswordOfOursOpensForRestic() throws Exception {
    Repository repository = init();
    repository.addKey(io.slackwater.repository.crypto.Password.of("another one"));

    restic.succeed("snapshots");
    restic.with("RESTIC_PASSWORD", "another one").succeed("snapshots");
    assertThat(restic.with("RESTIC_PASSWORD", "wrong").run("snapshots").exitCode()).isNotZero();
  }

  @Test
  void locksOfEachExcludeTheOther() throws Exception {
    Repository repository = init();
    try (var writer = repository.beginSnapshot(LABELS, Control.NONE)) {
      writer.addFile("/f", new byte[10]);

      assertThat(restic.run("prune").err()).contains("repository is already locked");
      assertThat(restic.run("backup", data.toString()).exitCode()).isZero();
      assertThat(restic.succeed("list", "locks", "--no-lock").lines()).hasSize(1);
      writer.commit();
    }
    restic.succeed("prune");
  }

  @Test
  void resticAcceptsWhatACrashAtAnyWriteLeavesAndTheNextBackupWorks() throws Exception {
    Repository repository = init();
    SnapshotResult before =
        repository.backupFiles(Map.of("/before", "safe".getBytes()), LABELS, Control.NONE);
    boolean finished = false;
    int crashes = 0;
    for (int survive = 0; !finished; survive++) {
      AtomicInteger left = new AtomicInteger(survive);
      FailingBackend crashing = new FailingBackend(backend);
      Repository dying = Repository.open(crashing, Clients.impatient("dying"), PASSWORD);
      crashing.dieAt(file -> file.kind() != FileKind.LOCK && left.getAndDecrement() == 0);
      try {
        dying.backup(DirectorySource.of(data), LABELS, Control.NONE);
        finished = true;
      } catch (BackendException e) {
        crashes++;
      }
      repository.removeAllLocks();
      restic.checkReadData();
      assertThat(restic.succeed("dump", before.id().hex(), "/before")).isEqualTo("safe");
    }
    // Data packs, tree pack, index, snapshot.
    assertThat(crashes).isGreaterThanOrEqualTo(4);
    GeneratedTree.assertEqual(restoredByRestic("latest"), data);
  }

  @Test
  void aFailedBackupLeavesNoSnapshot() {
    Repository repository = init();
    FailingBackend crashing = new FailingBackend(backend);
    Repository dying = Repository.open(crashing, Clients.impatient("dying"), PASSWORD);
    crashing.dieAt(file -> file.kind() == FileKind.SNAPSHOT);

    assertThatThrownBy(() -> dying.backup(DirectorySource.of(data), LABELS, Control.NONE))
        .isInstanceOf(BackendException.class);

    assertThat(repository.snapshots(SnapshotFilter.ALL)).isEmpty();
  }
}
