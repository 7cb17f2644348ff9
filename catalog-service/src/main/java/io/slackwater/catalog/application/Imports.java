// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.slackwater.catalog.domain.Admission;
import io.slackwater.catalog.domain.Change;
import io.slackwater.catalog.domain.ImportLosses;
import io.slackwater.catalog.domain.ImportOrder;
import io.slackwater.catalog.domain.ImportPlanner;
import io.slackwater.catalog.domain.Run;
import io.slackwater.catalog.domain.Supervision;
import io.slackwater.contracts.artifact.ImportArtifact;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.request.ImportRequested;
import io.slackwater.contracts.task.RestorePointsFound;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSucceeded;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Imports, asked for over REST or by a request event. Thread-safe. */
@Singleton
public final class Imports {
  private static final Logger LOGGER = Logger.getLogger(Imports.class);

  private final ImportStore store;
  private final ImportPlanner planner;
  private final Supervision supervision;
  private final Clock clock;

  Imports(ImportStore store, ImportPlanner planner, Supervision supervision, Clock clock) {
    this.store = store;
    this.planner = planner;
    this.supervision = supervision;
    this.clock = clock;
  }

  /** Begins an import, or says why not; the same request twice is one import. */
  public Uni<Admission> begin(ImportOrder order) {
    return store.admit(
        order, alive -> planner.plan(order, alive, clock.instant()), this::consequences);
  }

  /** Answers a request event with a run or a rejection, once. */
  public Uni<Void> requested(Envelope<?> seen, ImportRequested request) {
    ImportOrder order =
        new ImportOrder(
            request.request(),
            request.cluster(),
            request.location(),
            request.under(),
            seen.metadata().correlationId());
    return store.answer(
        new Envelope<>(seen.metadata(), request),
        order,
        alive -> planner.plan(order, alive, clock.instant()),
        this::consequences);
  }

  /** Takes in what an import found. */
  public Uni<Void> found(RestorePointsFound found) {
    return store
        .take(found)
        .invoke(
            taken -> {
              if (!taken) {
                LOGGER.warnf(
                    "Restore points of no import were passed by runId=%s executor=%s",
                    found.attempt().run(), found.attempt().executor());
              }
            })
        .replaceWithVoid();
  }

  /**
   * An import's end as it is for this catalog: restore points that its executor found, and that did
   * not arrive here, could not be taken in. Every other report is given back as it is.
   */
  public Uni<TaskReport> withLosses(TaskReport report) {
    return report instanceof TaskSucceeded done
            && done.artifacts().stream().anyMatch(ImportArtifact.class::isInstance)
        ? store
            .arrived(done.attempt().run(), done.attempt().attempt())
            .map(arrived -> ImportLosses.in(done, arrived))
        : Uni.createFrom().item(report);
  }

  private Change consequences(Run run) {
    return Change.planned(run).then(supervision.consequences(run, clock.instant()));
  }
}
