// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.artifact.KeyPairArtifact;
import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.PlannedTask;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The temporary key file of a restore into another cluster: the target makes a pair of keys, who
 * can open the repository makes the file, and a run of its own takes both away when the restore has
 * settled, however it did. A restore that is taken up again gets another pair.
 */
final class KeySteps {
  static final int STAGES = 2;
  static final String PAIR = "Repository/key-pair";
  static final String FILE = "Repository/key-file";

  /** The public key in the plan of a key file: the pair is not made then. */
  static final String NOT_YET = "";

  private KeySteps() {}

  /** Who the key of a run is for: each time that it is taken up, somebody else. */
  static String holder(RunId run, int resumed) {
    return run.value() + "-" + resumed;
  }

  /** The key file's order once the pair is there; other orders stay as they are. */
  static Run ready(Run run, Task task) {
    TaskPlanned order = task.order();
    if (order == null
        || !(order.spec() instanceof TaskSpec.GrantKey grant)
        || !grant.publicKey().equals(NOT_YET)) {
      return run;
    }
    return publicKey(run)
        .map(
            key ->
                run.change(
                    task.id(),
                    t ->
                        t.withOrder(
                            TaskOrders.spec(
                                order,
                                new TaskSpec.GrantKey(grant.repository(), grant.holder(), key)))))
        .orElse(run);
  }

  /** Takes the tasks of the key up again, the key file's only after the pair's. */
  static Task resume(Task task, RunId run, int resumed, Instant now, Instant notAfter) {
    TaskPlanned order = task.order();
    if (order == null) {
      return task;
    }
    String holder = holder(run, resumed);
    return switch (order.spec()) {
      case TaskSpec.PrepareKey pair ->
          again(task, order, new TaskSpec.PrepareKey(pair.repository(), holder), notAfter)
              .next(Cause.RESUME, now, now);
      case TaskSpec.GrantKey grant -> {
        Task anew =
            again(
                task, order, new TaskSpec.GrantKey(grant.repository(), holder, NOT_YET), notAfter);
        yield anew.attempts().isEmpty() ? anew : anew.next(Cause.RESUME, now, notAfter);
      }
      default -> task;
    };
  }

  static boolean ofKey(Task task) {
    return task.order() != null
        && (task.order().spec() instanceof TaskSpec.PrepareKey
            || task.order().spec() instanceof TaskSpec.GrantKey);
  }

  /** The run that takes the key of a settled restore away; empty when it never had one. */
  static Optional<Run> revocation(Run restore, Duration within, Instant now) {
    return restore.tasks().stream()
        .filter(t -> t.order() != null && !t.attempts().isEmpty())
        .map(t -> t.order().spec())
        .filter(TaskSpec.PrepareKey.class::isInstance)
        .map(TaskSpec.PrepareKey.class::cast)
        .findFirst()
        .map(pair -> revocation(restore, pair, now.plus(within), now));
  }

  private static Run revocation(
      Run restore, TaskSpec.PrepareKey pair, Instant notAfter, Instant now) {
    RunPlanned of = restore.requirePlan();
    RunId id =
        DerivedIds.requestedRun(new RequestId("revoke-" + pair.holder()), restore.application());
    TaskSpec spec = new TaskSpec.RevokeKey(pair.repository(), pair.holder());
    String kind = TaskOrders.kind(spec);
    TaskPlanned order =
        new TaskPlanned(
            DerivedIds.task(id, kind, FILE),
            id,
            restore.application(),
            of.restorePoint(),
            FILE,
            1,
            spec,
            notAfter);
    RunPlanned plan =
        new RunPlanned(
            id,
            RunKind.REVOKE,
            restore.application(),
            null,
            of.restorePoint(),
            of.location(),
            false,
            of.trigger(),
            null,
            null,
            null,
            List.of(new PlannedTask(order.task(), spec.executor(), kind, FILE, 1)),
            now,
            notAfter);
    return Run.placeholder(id, restore.application())
        .planned(plan, restore.correlationId())
        .change(order.task(), t -> t.withOrder(order));
  }

  private static Task again(Task task, TaskPlanned order, TaskSpec spec, Instant notAfter) {
    return task.withOrder(TaskOrders.notAfter(TaskOrders.spec(order, spec), notAfter));
  }

  private static Optional<String> publicKey(Run run) {
    return run.tasks().stream()
        .filter(Task::succeeded)
        .flatMap(t -> t.artifacts().stream())
        .filter(KeyPairArtifact.class::isInstance)
        .map(a -> ((KeyPairArtifact) a).publicKey())
        .findFirst();
  }
}
