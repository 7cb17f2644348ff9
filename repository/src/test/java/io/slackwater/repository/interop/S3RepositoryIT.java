// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.interop;

import static io.slackwater.repository.testing.Clients.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.Backends;
import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.DirectorySource;
import io.slackwater.repository.archive.SnapshotResult;
import io.slackwater.repository.archive.SnapshotWriter;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.error.WrongPasswordException;
import io.slackwater.repository.maintenance.PruneOptions;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.restore.RestoreRequest;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.testing.Clients;
import io.slackwater.repository.testing.GeneratedTree;
import io.slackwater.repository.testing.Processes;
import io.slackwater.repository.testing.Processes.Ended;
import io.slackwater.repository.testing.RacingClient;
import io.slackwater.repository.testing.Restic;
import io.slackwater.repository.testing.S3Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole repositories on S3, and races between processes. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class S3RepositoryIT {

  private static S3Server server;

  @TempDir private Path directory;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    server = new S3Server(data);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static Repository init(RepositoryLocation location) {
    return Repository.init(
        Backends.open(location, S3Server.access()), Clients.impatient("test"), PASSWORD, null);
  }

  private Restic restic(RepositoryLocation location) throws IOException {
    return new Restic(location.toString(), directory.resolve("cache"))
        .with("AWS_ACCESS_KEY_ID", S3Server.ID)
        .with("AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
  }

  @Test
  void backsUpRestoresAndPrunesAndResticAgrees() throws Exception {
    Path data = directory.resolve("data");
    GeneratedTree.fill(data, 21);
    RepositoryLocation location = server.location("east/shop/orders");
    try (Repository repository = init(location)) {
      SnapshotLabels labels = SnapshotLabels.tagged("t");
      SnapshotResult first = repository.backup(DirectorySource.of(data), labels, Control.NONE);
      SnapshotResult second =
          repository.backup(
              DirectorySource.of(data.resolve("a"), data.resolve("large")), labels, Control.NONE);
      restic(location).checkReadData();

      repository.restore(
          new RestoreRequest(first.id(), data.toString(), directory.resolve("out")), Control.NONE);
      GeneratedTree.assertEqual(directory.resolve("out"), data);

      repository.forget(List.of(first.id()));
      repository.prune(new PruneOptions(0, false), Control.NONE);
      restic(location).checkReadData();
      assertThat(repository.check(true, Control.NONE).hints()).isEmpty();
      assertThat(repository.snapshots(SnapshotFilter.ALL))
          .extracting(Snapshot::id)
          .containsExactly(second.id());
    }
  }

  @Test
  void refusesAWrongPasswordAndNamesTheRepository() {
    RepositoryLocation location = server.location("secret");
    init(location).close();

    assertThatThrownBy(
            () ->
                Repository.openOrInit(
                    Backends.open(location, S3Server.access()),
                    Clients.impatient("test"),
                    Password.of("wrong"),
                    null))
        .isInstanceOf(WrongPasswordException.class)
        .hasMessageContaining(location.toString());
  }

  @Test
  void releasesItsLockOnAnInterruptedThread() {
    try (Repository repository = init(server.location("interrupted"))) {
      SnapshotWriter writer = repository.beginSnapshot(SnapshotLabels.tagged("t"), Control.NONE);
      Thread.currentThread().interrupt();

      writer.close();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(repository.locks()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneConfigComesOutOfARaceOfProcessesAndAllCanWrite(boolean onS3) throws Exception {
    RepositoryLocation location =
        onS3 ? server.location("race") : new RepositoryLocation.Local(directory.resolve("race"));
    int racers = 3;
    List<Process> processes = new ArrayList<>();
    List<BufferedReader> outputs = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      List<String> command = Processes.java(RacingClient.class, location.toString(), "racer-" + i);
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      processes.add(process);
      outputs.add(process.inputReader(StandardCharsets.UTF_8));
    }
    for (BufferedReader output : outputs) {
      assertThat(output.readLine()).isEqualTo("ready");
    }
    for (Process process : processes) {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }

    Set<String> ids = new HashSet<>();
    for (int i = 0; i < racers; i++) {
      ids.add(outputs.get(i).readLine());
      assertThat(processes.get(i).waitFor()).isZero();
    }

    assertThat(ids).hasSize(1).doesNotContainNull();
    Ended listed = restic(location).run("list", "keys");
    assertThat(listed.out().lines()).hasSize(2);
    assertThat(restic(location).json("snapshots", "--json")).hasSize(racers);
    restic(location).checkReadData();
  }
}
