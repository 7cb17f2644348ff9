// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.slackwater.catalog.domain.Supervision;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Takes in what policy-service plans and executors report, and does what follows. Thread-safe. */
@Singleton
public final class Supervisor {
  private final RunStore runs;
  private final Supervision supervision;
  private final Clock clock;

  Supervisor(RunStore runs, Supervision supervision, Clock clock) {
    this.runs = runs;
    this.supervision = supervision;
    this.clock = clock;
  }

  /** A run was planned. */
  public Uni<Void> planned(Envelope<?> seen, RunPlanned plan) {
    return runs.onEvent(
        plan.run(),
        plan.application(),
        seen,
        run -> supervision.planned(run, plan, seen.metadata().correlationId(), clock.instant()));
  }

  /** An executor was told to work on an attempt. */
  public Uni<Void> ordered(Envelope<?> seen, TaskPlanned command) {
    EventMetadata metadata = seen.metadata();
    return runs.onEvent(
        command.run(),
        command.application(),
        seen,
        run ->
            supervision.consequences(
                run.ordered(command, metadata.time(), metadata.correlationId()), clock.instant()));
  }

  /** An executor reported on an attempt. */
  public Uni<Void> reported(Envelope<?> seen, TaskReport report) {
    EventMetadata metadata = seen.metadata();
    return runs.onEvent(
        report.attempt().run(),
        report.attempt().application(),
        seen,
        run ->
            supervision.consequences(
                run.on(report, metadata.time(), metadata.correlationId()), clock.instant()));
  }
}
