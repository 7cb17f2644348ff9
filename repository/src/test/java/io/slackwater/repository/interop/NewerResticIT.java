// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.interop;

import static io.slackwater.repository.testing.Clients.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.DirectorySource;
import io.slackwater.repository.archive.SnapshotResult;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.maintenance.PruneOptions;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.restore.RestoreRequest;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.testing.Clients;
import io.slackwater.repository.testing.GeneratedTree;
import io.slackwater.repository.testing.Restic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both ways between this engine and restics newer than Debian 12's. Where one cannot be fetched the
 * test is skipped, and says so: not in {@code make test}, which fails for what is skipped, since a
 * later Debian drops a package as soon as it has a newer one.
 */
@Tag("long")
@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class NewerResticIT {

  private static final SnapshotLabels LABELS = SnapshotLabels.tagged("ours");

  @TempDir private Path directory;

  @Test
  void eachDoesEverythingWithWhatTheOtherWrote() throws Exception {
    both("0.19");
  }

  @Test
  void eachDoesEverythingWithWhatTheOtherWroteIn018() throws Exception {
    both("0.18");
  }

  private void both(String version) throws Exception {
    Path binary = Restic.newer(version);
    Path data = directory.resolve("data");
    GeneratedTree.fill(data, 19);
    LocalBackend backend = new LocalBackend(directory.resolve("repository"));
    Restic restic = new Restic(binary, backend.location(), directory.resolve("cache"));
    try (Repository repository =
        Repository.init(backend, Clients.impatient("test"), PASSWORD, null)) {
      resticUsesOurs(restic, repository, data);
      weUseRestics(restic, repository, data);
    }
  }

  private void resticUsesOurs(Restic restic, Repository repository, Path data) throws Exception {
    SnapshotResult ours = repository.backup(DirectorySource.of(data), LABELS, Control.NONE);
    restic.checkReadData();
    Path target = directory.resolve("restic-out");
    restic.succeed(
        "restore", ours.id().hex(), "--sparse", "--verify", "--target", target.toString());
    GeneratedTree.assertEqual(target.resolve(data.toString().substring(1)), data);

    Path other = directory.resolve("copy");
    Restic copy = new Restic(restic.binary(), other.toString(), directory.resolve("cache-copy"));
    copy.with("RESTIC_FROM_PASSWORD", "correct horse");
    copy.succeed("init", "--from-repo", repository.location(), "--copy-chunker-params");
    copy.succeed("copy", "--from-repo", repository.location());
    copy.checkReadData();
    copy.succeed("rewrite", "--forget", "--exclude", "text");
    copy.succeed("prune");
    copy.checkReadData();
    try (Repository copied =
        Repository.open(new LocalBackend(other), Clients.impatient("test"), PASSWORD)) {
      assertThat(copied.check(true, Control.NONE).errors()).isEmpty();
      assertThat(copied.snapshots(SnapshotFilter.ALL)).hasSize(1);
    }
  }

  private void weUseRestics(Restic restic, Repository repository, Path data) throws Exception {
    Files.writeString(data.resolve("text"), "changed");
    restic.succeed("backup", "--tag", "theirs", data.toString());
    Snapshot theirs = repository.findSnapshot("latest", SnapshotFilter.tagged("theirs"));
    Path target = directory.resolve("out");
    repository.restore(new RestoreRequest(theirs.id(), data.toString(), target), Control.NONE);
    GeneratedTree.assertEqual(target, data);

    repository.forget(
        repository.snapshots(SnapshotFilter.tagged("ours")).stream().map(Snapshot::id).toList());
    repository.prune(new PruneOptions(0, false), Control.NONE);
    restic.checkReadData();
    assertThat(repository.check(true, Control.NONE).errors()).isEmpty();
    SnapshotResult again = repository.backup(DirectorySource.of(data), LABELS, Control.NONE);
    restic.succeed("forget", "--keep-last", "1", "--group-by", "", "--prune", "--max-unused", "0");
    restic.checkReadData();
    assertThat(repository.snapshots(SnapshotFilter.ALL))
        .extracting(Snapshot::id)
        .isEqualTo(List.of(again.id()));
  }
}
