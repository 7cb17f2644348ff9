// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.SnapshotWriter;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.lock.LockFile;
import io.slackwater.repository.maintenance.PruneOptions;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.sandbox.testing.TestCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks of executors and movers that died are removed; those of the living never. */
@NullUnmarked
class RepositoryLocksIT {

  private static final String PASSWORD = "only for a test";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(4);

  private static TestCluster cluster;

  private final String path = "east/shop/shop-" + UUID.randomUUID().toString().substring(0, 8);
  private final RepositoryRef reference =
      new RepositoryRef(new LocationName(TestExecutor.LOCATION), path);

  @TempDir Path directory;
  private Path passwordFile;
  private TestExecutor successor;

  @BeforeAll
  static void startCluster() {
    cluster = TestCluster.start("east");
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void begin() throws IOException {
    passwordFile = Files.writeString(directory.resolve("password"), PASSWORD);
    successor = new TestExecutor(cluster.kubeconfig(), location(), passwordFile);
    successor.locations().openOrInit(reference).close();
  }

  @AfterEach
  void end() {
    successor.close();
  }

  @Test
  void removesExactlyTheLocksOfExecutorsThatAreSilent() throws Exception {
    try (LockHolder living = holder();
        LockHolder killed = holder();
        LockHolder paused = holder();
        Repository repository = successor.locations().open(reference)) {
      assertThat(Set.of(living.id(), killed.id(), paused.id())).hasSize(3);
      assertThat(repository.locks()).hasSize(3);

      killed.kill();
      paused.signal("-STOP");

      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(repository.locks())
                      .extracting(LockFile::hostname)
                      .containsExactly(living.id()));
      await()
          .atMost(SOON)
          .during(LONGER_THAN_A_LEASE)
          .untilAsserted(() -> assertThat(repository.locks()).hasSize(1));
      assertThat(living.commit()).isEqualTo("committed");
      repository.prune(PruneOptions.STANDARD, Control.NONE);
      paused.signal("-CONT");
      assertThat(paused.commit()).isEqualTo("LockLostException");
      assertThat(repository.snapshots(SnapshotFilter.ALL)).hasSize(1);
    }
    assertThat(restic("list", "locks")).isEmpty();
    assertThat(restic("check", "--read-data")).contains("no errors were found");
  }

  @Test
  void removesTheLockOfAMoverWhosePodIsGone() {
    String task = UUID.randomUUID().toString().replace("-", "");
    String pod = "sw-" + task + "-data";
    claimed(task);
    Pod mover = cluster.client().resource(moverPod(pod)).create();
    try (Repository moved = lockedAs(pod);
        SnapshotWriter writing = moved.beginSnapshot(SnapshotLabels.tagged("test"), Control.NONE)) {
      successor.locations().open(reference).close();
      assertThat(moved.locks()).hasSize(1);

      cluster.client().resource(mover).withGracePeriod(0).delete();
      await().atMost(SOON).until(() -> cluster.client().resource(mover).get() == null);
      successor.locations().open(reference).close();

      assertThat(moved.locks()).isEmpty();
    }
  }

  @Test
  void leavesTheLocksOfOtherClustersMoversAndOfStrangers() {
    String elsewhere = "sw-" + UUID.randomUUID().toString().replace("-", "") + "-data";
    try (Repository mover = lockedAs(elsewhere);
        Repository stranger = lockedAs("somebodys-laptop");
        SnapshotWriter moving = mover.beginSnapshot(SnapshotLabels.tagged("test"), Control.NONE);
        SnapshotWriter writing =
            stranger.beginSnapshot(SnapshotLabels.tagged("test"), Control.NONE)) {

      successor.locations().open(reference).close();

      assertThat(mover.locks())
          .extracting(LockFile::hostname)
          .containsExactlyInAnyOrder(elsewhere, "somebodys-laptop");
    }
  }

  private LockHolder holder() {
    return new LockHolder(cluster.kubeconfig(), location(), passwordFile, path);
  }

  private Path location() {
    return directory.resolve("location");
  }

  private Repository lockedAs(String host) {
    return Repository.open(
        new LocalBackend(location().resolve(path)), ClientContext.of(host), Password.of(PASSWORD));
  }

  private void claimed(String task) {
    successor.clusters().ensureNamespace(successor.clusters().served().iterator().next());
    cluster
        .client()
        .resource(
            new LeaseBuilder()
                .withNewMetadata()
                .withName(TaskClaims.name(new TaskId(task)))
                .withNamespace(successor.clusters().namespace())
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build())
        .create();
  }

  private Pod moverPod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(successor.clusters().namespace())
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("mover")
        .withImage("debian:12")
        .withCommand("sleep", "600")
        .endContainer()
        .endSpec()
        .build();
  }

  private String restic(String... arguments) throws Exception {
    ProcessBuilder command = new ProcessBuilder("restic");
    command.command().addAll(List.of(arguments));
    command.environment().put("RESTIC_REPOSITORY", location().resolve(path).toString());
    command.environment().put("RESTIC_PASSWORD", PASSWORD);
    command.environment().put("RESTIC_CACHE_DIR", directory.resolve("cache").toString());
    Process process = command.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
