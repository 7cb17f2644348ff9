// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.VolumeSource;
import io.slackwater.executor.TaskFailedException;
import io.slackwater.snapshot.sandbox.Sandbox;
import io.slackwater.snapshot.sandbox.SandboxExtension;
import io.slackwater.snapshot.sandbox.Shop;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class SnapshotVolumesIT {

  private final Sandbox sandbox;
  private final Handlers handlers;
  private final Objects objects;
  private final Shop shop;

  SnapshotVolumesIT(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.handlers = new Handlers(sandbox);
    this.objects = new Objects(sandbox.client());
    this.shop = new Shop(sandbox, objects.freshName("cut"));
  }

  @BeforeEach
  void makeNamespace() {
    sandbox.namespace(shop.namespace());
  }

  @AfterEach
  void removeNamespace() {
    shop.destroy();
  }

  @Test
  void snapshotOfABusyVolumeOutlivesItsNamespaceAndRestoresIntact() throws InterruptedException {
    VolumeClaim claim = shop.claim("data");
    shop.startWriter("data");
    Set<String> writtenBefore = shop.written("data");

    VolumeSnapshotArtifact snapshot = handlers.snapshot(shop.namespace(), claim).getFirst();
    shop.destroy();
    sandbox.namespace(shop.namespace());
    handlers.restore(shop.namespace(), new VolumeSource.Snapshot(snapshot));

    assertThat(snapshot.handle()).isNotEmpty();
    assertThat(objects.deletionPolicy(snapshot.content())).isEqualTo("Retain");
    assertThat(shop.intactFiles("data")).containsAll(writtenBefore);
  }

  @Test
  void failsNamingEveryFaultBeforeAnySnapshotIsMade() {
    VolumeClaim sound = shop.claim("sound");
    objects.makeBoundClaimOfDriver(shop.namespace(), "foreign", "no.snapshots.example");
    TaskSpec spec =
        Handlers.snapshotSpec(
            shop.namespace(), sound, Shop.described("foreign"), Shop.described("missing"));

    assertThatExceptionOfType(TaskFailedException.class)
        .isThrownBy(
            () -> handlers.run(handlers.attempt(Handlers.newTask(), 1, spec, Handlers.NEVER)))
        .withMessageContaining("/foreign' is of driver 'no.snapshots.example'")
        .withMessageContaining("/missing' does not exist")
        .matches(failure -> !failure.retryable());
    assertThat(objects.snapshots(shop.namespace())).isEmpty();
  }

  @Test
  void nextAttemptAdoptsAWholeSetAndVoidsAPartialOne() throws InterruptedException {
    VolumeClaim first = shop.claim("first");
    VolumeClaim second = shop.claim("second");
    TaskId task = Handlers.newTask();
    TaskSpec spec = Handlers.snapshotSpec(shop.namespace(), first, second);

    List<Artifact> whole = handlers.run(handlers.attempt(task, 1, spec, Handlers.NEVER));
    List<Artifact> adopted = handlers.run(handlers.attempt(task, 2, spec, Handlers.NEVER));
    GenericKubernetesResource removed = objects.snapshots(shop.namespace()).getFirst();
    objects.deleteSnapshot(removed);
    List<Artifact> cutAgain = handlers.run(handlers.attempt(task, 3, spec, Handlers.NEVER));

    assertThat(adopted).isEqualTo(whole);
    assertThat(objects.snapshots(shop.namespace()))
        .hasSize(2)
        .allMatch(left -> left.getMetadata().getName().contains("-a3-"));
    assertThat(cutAgain).doesNotContainAnyElementsOf(whole).hasSize(2);

    List<String> before = objects.versions(shop.namespace());
    for (int late : List.of(1, 2)) {
      assertThatExceptionOfType(TaskFailedException.class)
          .isThrownBy(() -> handlers.run(handlers.attempt(task, late, spec, Handlers.NEVER)))
          .withMessageContaining("belongs to attempt 3");
    }
    assertThat(objects.versions(shop.namespace())).as("after late attempts").isEqualTo(before);
  }

  @Test
  void sweepsASetThatWasNeverWholeWhenItsTasksTimeIsOverAndNoOther() throws InterruptedException {
    VolumeClaim claim = shop.claim("data");
    VolumeSnapshotArtifact whole = handlers.snapshot(shop.namespace(), claim).getFirst();
    TaskSpec spec = Handlers.snapshotSpec(shop.namespace(), claim);
    TaskId task = Handlers.newTask();
    String leaked = leave(task, spec);
    assertThat(objects.deletionPolicy(leaked)).isEqualTo("Retain");

    handlers.snapshot(shop.namespace(), claim);
    assertThat(objects.contentExists(leaked)).as("while its task may go on").isTrue();
    objects.expire(shop.namespace(), task);
    handlers.snapshot(shop.namespace(), claim);

    objects.awaitNoContent(leaked);
    assertThat(objects.deletionPolicy(whole.content())).isEqualTo("Retain");
  }

  /** Ends attempts at one check after the other until one has retained its content. */
  private String leave(TaskId task, TaskSpec spec) throws InterruptedException {
    for (int checks = 1; checks < 20; checks++) {
      try {
        handlers.run(handlers.attempt(task, checks, spec, checks));
      } catch (TestAttempt.AbortedException ended) {
        Optional<String> retained = objects.unfinishedContent(task);
        if (retained.isPresent()) {
          return retained.get();
        }
      }
    }
    throw new AssertionError("no attempt left a retained content");
  }

  @Test
  void nextAttemptGoesOnWhereverTheOneBeforeStopped() throws InterruptedException {
    VolumeClaim claim = shop.claim("data");
    TaskSpec spec = Handlers.snapshotSpec(shop.namespace(), claim);
    TaskId task = Handlers.newTask();

    List<Artifact> artifacts = Stopping.untilDone(handlers, task, spec);

    assertThat(artifacts).hasSize(1);
    assertThat(objects.snapshots(shop.namespace())).hasSize(1);
  }
}
