// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.sandbox.testing.KafkaTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Leases on a real Kubernetes API. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(ClusterTestResource.class)
@NullUnmarked
class LeasesIT {

  private static final int RUNS = 4;
  private static final int RENEWALS = 15;
  private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(6);

  @Inject Leases leases;
  @Inject AttemptFactory attempts;
  @Inject Clusters clusters;

  private final ApplicationId application =
      ApplicationId.parse("east/shop/shop-" + UUID.randomUUID().toString().substring(0, 8));

  @Test
  void renewalsThatMeetEachOtherLoseNothing() {
    clusters.ensureNamespace(application.cluster());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var runs =
          IntStream.range(0, RUNS)
              .mapToObj(run -> threads.submit(() -> holdAndRenew(run)))
              .toList();
      for (Future<?> run : runs) {
        assertThatCode(run::get).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void takesALeaseFromAHolderThatRenewsNoMoreAndEndsThatHolder() throws Exception {
    clusters.ensureNamespace(application.cluster());
    Attempt dead = attempt(1);
    leases.acquire(dead, waiting -> {});
    Attempt next = restore(2);
    List<String> waits = new CopyOnWriteArrayList<>();

    leases.acquire(next, waits::add);

    assertThat(waits).singleElement().asString().contains("run-1");
    leases.renew(next);
    assertThatThrownBy(() -> leases.renew(dead))
        .isInstanceOf(TaskAbortedException.class)
        .hasMessageContaining("was lost");
    leases.release(next);
  }

  @Test
  void takesNoLeaseFromAHolderThatRenews() throws Exception {
    clusters.ensureNamespace(application.cluster());
    Attempt living = attempt(1);
    leases.acquire(living, waiting -> {});
    Attempt next = restore(2);
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> assertThatThrownBy(() -> leases.acquire(next, any -> {})).isNotNull());

    await()
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(500))
        .during(LONGER_THAN_A_LEASE)
        .atMost(LONGER_THAN_A_LEASE.multipliedBy(4))
        .untilAsserted(
            () -> {
              leases.renew(living);
              assertThat(waiting.isAlive()).isTrue();
            });
    waiting.interrupt();
    waiting.join();
    leases.release(living);
  }

  private Void holdAndRenew(int run) throws InterruptedException {
    Attempt attempt = attempt(run);
    leases.acquire(attempt, waiting -> {});
    for (int renewal = 0; renewal < RENEWALS; renewal++) {
      leases.renew(attempt);
    }
    leases.release(attempt);
    return null;
  }

  private Attempt attempt(int run) {
    return attempt(
        run,
        new TaskSpec.CaptureDefinitions(
            RepositoryRef.of(new LocationName("primary"), application), new Scope("shop", null)));
  }

  private Attempt restore(int run) {
    return attempt(
        run,
        new TaskSpec.RestoreVolumes(new RestoreTarget(application.cluster(), "shop"), List.of()));
  }

  private Attempt attempt(int run, TaskSpec spec) {
    TaskPlanned task =
        new TaskPlanned(
            new TaskId(UUID.randomUUID().toString()),
            new RunId("run-" + run),
            application,
            new RestorePointId("rp-1"),
            "definitions",
            1,
            spec,
            Instant.now().plusSeconds(300));
    return attempts.attempt(
        new Envelope<>(
            new EventMetadata("id", "test", Instant.now(), application.cluster(), null, 1, null),
            task));
  }
}
