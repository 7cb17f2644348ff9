// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.event.WireRecord;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.CancelOrdered;
import io.slackwater.contracts.signal.HoldPrepared;
import io.slackwater.contracts.signal.HoldPreparing;
import io.slackwater.contracts.signal.HoldRef;
import io.slackwater.contracts.signal.SignalEvent;
import io.slackwater.contracts.task.TaskCancelled;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.sandbox.testing.KafkaTestResource;
import io.slackwater.sandbox.testing.TestHub;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signals over a real broker, between the executor under test and another replica of it. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(ClusterTestResource.class)
@NullUnmarked
class SignalsIT {

  private static final Duration SOON = Duration.ofSeconds(40);

  @Inject Signals signals;
  @Inject AttemptFactory attempts;
  @Inject Clusters clusters;
  @Inject ScriptedHandlers handlers;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private final HoldId hold =
      new HoldId("h-" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));
  private TestHub hub;
  private TestTasks tasks;

  @BeforeEach
  void listen() {
    hub = new TestHub(bootstrapServers);
    tasks = new TestTasks(hub);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void everyReplicaHearsASignalAlsoOneThatStartsLater() throws Exception {
    TaskPlanned task = tasks.backup("ok", "run-a", 1);
    try (Replica early = new Replica()) {
      await().atMost(SOON).until(early.log::isComplete);

      signals.publish(attempt(task), preparing(task));

      awaitHeard(early, task);
      await().atMost(SOON).until(() -> signals.of(task.run()).size() == 1);
    }
    try (Replica late = new Replica()) {
      awaitHeard(late, task);
    }
  }

  @Test
  void namesTheParticipantsThatAreNotPreparedInTime() throws Exception {
    TaskPlanned task = tasks.backup("ok", "run-a", 1);
    TaskId punctual = new TaskId(UUID.randomUUID().toString());
    TaskId missing = new TaskId(UUID.randomUUID().toString());
    Attempt coordinator = attempt(task);

    signals.publish(coordinator, new HoldPrepared(reference(task), punctual, 1));

    assertThat(signals.awaitPrepared(coordinator, hold, Set.of(punctual), SOON)).isEmpty();
    assertThat(
            signals.awaitPrepared(
                coordinator, hold, Set.of(punctual, missing), Duration.ofSeconds(1)))
        .containsExactly(missing);
    assertThat(
            signals.awaitPrepared(
                coordinator, new HoldId("h-0123456789abcdef"), Set.of(punctual), Duration.ZERO))
        .containsExactly(punctual);
  }

  @Test
  void passesASignalOfAnotherClusterAndGoesOn() {
    TaskPlanned task = tasks.backup("ok", "run-a", 1);
    EventCodec codec = new EventCodec();
    WireRecord foreign = codec.encode(envelope(TestTasks.WEST, task, preparing(task)));
    WireRecord own =
        codec.encode(
            envelope(
                TestTasks.EAST,
                task,
                new HoldPrepared(reference(task), new TaskId("participant"), 1)));

    hub.send(new WireRecord(own.topic(), own.key(), foreign.headers(), foreign.value()));
    hub.send(
        new WireRecord(
            own.topic(), own.key(), own.headers(), "{ no json".getBytes(StandardCharsets.UTF_8)));
    hub.send(own);

    assertThat(own.topic()).isEqualTo(Topic.SIGNALS.topicName(TestTasks.EAST));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(signals.of(task.run()))
                    .singleElement()
                    .isInstanceOf(HoldPrepared.class));
  }

  @Test
  void whatWasAcknowledgedIsHeardAfterTheBrokerWasSilent() {
    TaskPlanned task = tasks.backup("ok", "run-a", 1);
    signals.publish(attempt(task), preparing(task));

    try (Replica late = new Replica()) {
      BrokerPause pause = BrokerPause.begin();
      try {
        await().atMost(SOON).during(Duration.ofSeconds(1)).until(() -> !late.log.isComplete());
      } finally {
        pause.end();
      }

      awaitHeard(late, task);
    }
  }

  @Test
  void aCancelledAttemptReleasesFirstAndEndsAsCancelled() {
    TaskPlanned task = tasks.backup("hold", "run-a", 1);
    tasks.dispatch(task);
    await().atMost(SOON).until(() -> handlers.runsOf(task.task().value()) == 1);

    hub.send(new EventCodec().encode(envelope(TestTasks.EAST, task, cancel(task))));

    tasks.awaitEnd(task, TaskCancelled.class);
    assertThat(handlers.releasesOf(task.task().value())).isEqualTo(1);
  }

  @Test
  void aCancelledAttemptTakesBackWhatItMadeAndNamesWhatIsLeft() {
    TaskPlanned task = tasks.backup("hold", "run-a", 1);
    tasks.dispatch(task);
    await().atMost(SOON).until(() -> handlers.runsOf(task.task().value()) == 1);

    hub.send(new EventCodec().encode(envelope(TestTasks.EAST, task, cancel(task))));

    tasks.awaitEnd(task, TaskCancelled.class);
    assertThat(handlers.takenBackOf(task.task().value())).isEqualTo(1);
    assertThat(((TaskCancelled) tasks.last(task)).reason())
        .isEqualTo("an operator wants it; left over: Thing/" + task.task());
  }

  @Test
  void anAttemptThatWasFollowedByAnotherTakesNothingBack() {
    TaskPlanned first = tasks.backup("hold", "run-a", 1);
    tasks.dispatch(first);
    await().atMost(SOON).until(() -> handlers.runsOf(first.task().value()) == 1);

    tasks.dispatch(tasks.attempt(first, 2));
    await().atMost(SOON).until(() -> handlers.runsOf(first.task().value()) == 2);

    assertThat(handlers.takenBackOf(first.task().value())).isZero();
    handlers.letGo(first.task().value());
    tasks.awaitEnd(first, TaskSucceeded.class);
  }

  @Test
  void aTaskOfACancelledRunIsNotBegun() {
    TaskPlanned task = tasks.backup("ok", "run-a", 1);
    hub.send(new EventCodec().encode(envelope(TestTasks.EAST, task, cancel(task))));
    await().atMost(SOON).until(() -> signals.of(task.run()).size() == 1);

    tasks.dispatch(task);

    tasks.awaitEnd(task, TaskCancelled.class);
    assertThat(handlers.runsOf(task.task().value())).isZero();
  }

  private void awaitHeard(Replica replica, TaskPlanned task) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(replica.log.of(task.run())).containsExactly(preparing(task)));
  }

  private HoldRef reference(TaskPlanned task) {
    return new HoldRef(hold, task.run(), task.application(), task.task(), task.attempt());
  }

  private HoldPreparing preparing(TaskPlanned task) {
    return new HoldPreparing(reference(task));
  }

  private static CancelOrdered cancel(TaskPlanned task) {
    return new CancelOrdered(
        task.run(), task.application(), Instant.now().plusSeconds(60), "an operator wants it");
  }

  private static Envelope<SignalEvent> envelope(
      ClusterId cluster, TaskPlanned task, SignalEvent signal) {
    return new Envelope<>(
        new EventMetadata(
            UUID.randomUUID().toString(),
            "catalog-service",
            Instant.now(),
            cluster,
            task.run(),
            null,
            null),
        signal);
  }

  private Attempt attempt(TaskPlanned task) {
    return attempts.attempt(
        new Envelope<>(
            new EventMetadata("id", "test", Instant.now(), TestTasks.EAST, null, 1, null), task));
  }

  /** Another replica's ears. */
  private final class Replica implements AutoCloseable {

    private final SignalLog log = new SignalLog();
    private final SignalReader reader =
        new SignalReader(
            log,
            new WorkingAttempts(),
            clusters,
            Clock.systemUTC(),
            Map.of("bootstrap.servers", bootstrapServers));

    Replica() {
      reader.start(new StartupEvent());
    }

    @Override
    public void close() {
      try {
        reader.stop(new ShutdownEvent());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
