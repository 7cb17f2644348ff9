// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.HoldOrder;
import io.slackwater.contracts.task.TaskSpec.SnapshotVolumes;
import io.slackwater.snapshot.application.hold.Barriers;
import io.slackwater.snapshot.application.hold.HoldAttempt;
import io.slackwater.snapshot.application.hold.HoldBarrier;
import io.slackwater.snapshot.application.hold.HoldCoordinator;
import io.slackwater.snapshot.application.hold.HoldLimits;
import io.slackwater.snapshot.domain.hold.PodsSeen;
import io.slackwater.snapshot.kubernetes.hold.KubernetesHolds;
import io.slackwater.snapshot.sandbox.HeldShop;
import io.slackwater.snapshot.sandbox.Sandbox;
import io.slackwater.snapshot.sandbox.Shop;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Coordinates holds of a shop, without brokers; what a test changes is changed before. */
final class Holds {

  static final Duration MAX_HOLD = Duration.ofSeconds(4);

  private static final Duration KEEP = Duration.ofSeconds(10);

  final TestSignals signals = new TestSignals();

  /** What becomes of each barrier before it is used. */
  UnaryOperator<HoldBarrier> fault = UnaryOperator.identity();

  Set<String> cutAtCreation = Set.of(Shop.DRIVER);

  private final Handlers handlers;
  private final KubernetesHolds clusters;

  Holds(Handlers handlers) {
    this.handlers = handlers;
    this.clusters = new KubernetesHolds(Sandbox.SYSTEM, KEEP, Sandbox.IMAGE, new SecureRandom());
  }

  static SnapshotVolumes spec(String namespace, List<TaskId> participants, VolumeClaim... claims) {
    return new SnapshotVolumes(
        new Scope(namespace, null),
        List.of(claims),
        new HoldOrder(MAX_HOLD.toMillis(), 30_000, List.of(HeldShop.DATABASE), participants));
  }

  /** One attempt, the whole of it. */
  List<Artifact> run(TaskId task, int attempt, SnapshotVolumes spec) throws InterruptedException {
    TestAttempt context = handlers.attempt(task, attempt, spec, Handlers.NEVER);
    HoldCoordinator coordinator =
        new HoldCoordinator(
            Handlers.LIMITS,
            new HoldLimits(Duration.ofMillis(50), KEEP, cutAtCreation),
            Clock.systemUTC(),
            new SecureRandom());
    return handlers
        .tasks()
        .run(
            context,
            work ->
                coordinator.run(
                    new HoldAttempt(
                        work,
                        faulty(clusters.barriers(context.kubernetes(), work.identity())),
                        clusters.records(context.kubernetes()),
                        signals,
                        context::onAbort),
                    spec,
                    Objects.requireNonNull(spec.hold())));
  }

  static HoldArtifact hold(List<Artifact> artifacts) {
    return (HoldArtifact) artifacts.getFirst();
  }

  private Barriers faulty(Barriers real) {
    return new Barriers() {
      @Override
      public PodsSeen look(Scope scope) {
        return real.look(scope);
      }

      @Override
      public PodsSeen lookAgain(Scope scope, PodsSeen earlier) {
        return real.lookAgain(scope, earlier);
      }

      @Override
      public List<HoldBarrier> of(Scope scope, List<String> claims, HoldOrder order, HoldId hold) {
        return real.of(scope, claims, order, hold).stream().map(fault).toList();
      }
    };
  }
}
