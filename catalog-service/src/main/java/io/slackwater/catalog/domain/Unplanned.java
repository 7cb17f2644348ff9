// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.alert.AlertRaised;
import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A run of which tasks or reports were seen, and never the plan. */
final class Unplanned {
  private Unplanned() {}

  /** Ends it, unless its plan came or a task of it still has time. */
  static Change expire(Run run, SupervisionRules rules, Instant now) {
    boolean inTime =
        orders(run).stream().anyMatch(o -> !o.notAfter().plus(rules.grace()).isBefore(now));
    if (run.plan() != null || run.state().settled() || inTime) {
      return Change.silent(run);
    }
    Cancellation wanted = run.cancellation();
    if (wanted != null && orders(run).isEmpty()) {
      String reason = "cancelled before its plan was seen: " + wanted.reason();
      return Change.silent(run.settled(RunState.CANCELLED, List.of(reason), now));
    }
    String reason =
        "the plan of run %s did not come within %s: look at the dead letters of slackwater.runs.v1"
                .formatted(run.id(), rules.planWait())
            + " and at the outbox of policy-service, then ask again";
    List<Event> events = new ArrayList<>();
    orders(run).stream().findFirst().map(o -> settled(o, reason, now)).ifPresent(events::add);
    events.add(
        new AlertRaised(
            run.id().value(),
            AlertRaised.Severity.CRITICAL,
            "a run of %s ended EXPIRED: %s".formatted(run.application(), reason),
            run.application(),
            run.id()));
    return new Change(run.settled(RunState.EXPIRED, List.of(reason), now), events);
  }

  /** The end of a run, told again to who waits for it now that its plan came after all. */
  static Change endedBefore(Run run, Instant now) {
    return Settlement.settle(run, Outcome.EXPIRED, run.reasons(), now);
  }

  private static List<TaskPlanned> orders(Run run) {
    return run.tasks().stream().map(Task::order).filter(Objects::nonNull).toList();
  }

  private static RunSettled settled(TaskPlanned order, String reason, Instant now) {
    return new RunSettled(
        order.run(),
        kind(order.spec()),
        order.application(),
        order.restorePoint(),
        null,
        Outcome.EXPIRED,
        List.of(reason),
        now,
        now);
  }

  private static RunKind kind(TaskSpec spec) {
    return switch (spec) {
      case TaskSpec.CaptureDefinitions s -> RunKind.BACKUP;
      case TaskSpec.SnapshotVolumes s -> RunKind.BACKUP;
      case TaskSpec.ExportSnapshots s -> RunKind.BACKUP;
      case TaskSpec.DumpDataService s -> RunKind.BACKUP;
      case TaskSpec.SealRestorePoint s -> RunKind.BACKUP;
      case TaskSpec.RestoreDefinitions s -> RunKind.RESTORE;
      case TaskSpec.RestoreVolumes s -> RunKind.RESTORE;
      case TaskSpec.LoadDataService s -> RunKind.RESTORE;
      case TaskSpec.VerifyDataService s -> RunKind.RESTORE;
      case TaskSpec.VerifyDefinitions s -> RunKind.RESTORE;
      case TaskSpec.RetireVolumes s -> RunKind.RETIRE;
      case TaskSpec.ForgetSnapshots s -> RunKind.RETIRE;
      case TaskSpec.PruneRepository s -> RunKind.MAINTENANCE;
      case TaskSpec.RevokeKey s -> RunKind.REVOKE;
      case TaskSpec.PrepareKey s -> RunKind.RESTORE;
      case TaskSpec.GrantKey s -> RunKind.RESTORE;
      case TaskSpec.ImportRestorePoints s -> RunKind.IMPORT;
    };
  }
}
