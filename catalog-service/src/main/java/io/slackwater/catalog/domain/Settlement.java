// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.alert.AlertRaised;
import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The end of a run, and what is said of it. */
final class Settlement {
  private Settlement() {}

  static Change settle(Run run, Outcome outcome, List<String> reasons, Instant now) {
    RunPlanned plan = run.requirePlan();
    Instant started =
        run.tasks().stream()
            .flatMap(t -> t.attempts().stream())
            .map(Attempt::acceptedAt)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(plan.plannedAt());
    List<Event> events = new ArrayList<>();
    events.add(
        new RunSettled(
            run.id(),
            plan.kind(),
            plan.application(),
            plan.restorePoint(),
            plan.policy(),
            outcome,
            reasons,
            started,
            now));
    if (outcome != Outcome.SUCCEEDED) {
      events.add(alert(plan, outcome, reasons));
    }
    return new Change(run.settled(RunState.of(outcome), reasons, now), events);
  }

  private static AlertRaised alert(RunPlanned plan, Outcome outcome, List<String> reasons) {
    return new AlertRaised(
        plan.run().value(),
        outcome == Outcome.PARTIAL || outcome == Outcome.CANCELLED
            ? AlertRaised.Severity.WARNING
            : AlertRaised.Severity.CRITICAL,
        "%s of %s ended %s: %s"
            .formatted(plan.kind(), plan.application(), outcome, String.join("; ", reasons)),
        plan.application(),
        plan.run());
  }
}
