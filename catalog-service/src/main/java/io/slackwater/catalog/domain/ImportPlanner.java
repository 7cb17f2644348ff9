// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.PlannedTask;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.Trigger;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges imports and plans those that can be done: one task, which reads the whole location. */
public final class ImportPlanner {
  private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
  private static final Pattern UNDER = Pattern.compile("%1$s(/%1$s(/%1$s)?)?".formatted(LABEL));

  private final Duration deadline;

  /**
   * A planner.
   *
   * @param deadline how long an import may take
   */
  public ImportPlanner(Duration deadline) {
    this.deadline = deadline;
  }

  /**
   * The plan, or every reason against it.
   *
   * @param alive the kinds of executors that live in the order's cluster
   */
  public Admission plan(ImportOrder order, Set<ExecutorKind> alive, Instant now) {
    List<Refusal> refusals = new ArrayList<>();
    if (order.under() != null && !UNDER.matcher(order.under()).matches()) {
      refusals.add(
          new Refusal(
              Refusal.Kind.INVALID_PATH,
              "'%s' is no path of repositories: write cluster, cluster/namespace or cluster/namespace/application"
                  .formatted(order.under())));
    }
    if (!alive.contains(ExecutorKind.DISCOVERY)) {
      refusals.add(
          new Refusal(
              Refusal.Kind.NO_EXECUTOR,
              "no DISCOVERY executor of cluster %s is alive: check the cluster's name, or start discovery-service there, then ask again"
                  .formatted(order.cluster())));
    }
    return refusals.isEmpty()
        ? new Admission.Admitted(run(order, now))
        : new Admission.Refused(refusals);
  }

  private Run run(ImportOrder order, Instant now) {
    RunId id = order.run();
    Instant notAfter = now.plus(deadline);
    TaskSpec spec = new TaskSpec.ImportRestorePoints(order.location(), order.under());
    String component = "Location/" + order.location();
    String kind = TaskOrders.kind(spec);
    TaskPlanned task =
        new TaskPlanned(
            DerivedIds.task(id, kind, component),
            id,
            order.subject(),
            DerivedIds.restorePoint(id),
            component,
            1,
            spec,
            notAfter);
    RunPlanned plan =
        new RunPlanned(
            id,
            RunKind.IMPORT,
            order.subject(),
            null,
            DerivedIds.restorePoint(id),
            order.location(),
            false,
            Trigger.REQUEST,
            null,
            order.request(),
            null,
            List.of(new PlannedTask(task.task(), spec.executor(), kind, component, 1)),
            now,
            notAfter);
    return Run.placeholder(id, order.subject())
        .planned(plan, order.correlationId())
        .change(task.task(), t -> t.withOrder(task));
  }
}
