// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.slackwater.catalog.domain.Admission;
import io.slackwater.catalog.domain.Change;
import io.slackwater.catalog.domain.Refusal;
import io.slackwater.catalog.domain.RestoreFacts;
import io.slackwater.catalog.domain.RestoreOrder;
import io.slackwater.catalog.domain.RestorePlanner;
import io.slackwater.catalog.domain.Run;
import io.slackwater.catalog.domain.Supervision;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.request.RestoreRequested;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Restores, asked for over REST or by a request event. Thread-safe. */
@Singleton
public final class Restores {
  private final RestoreStore store;
  private final RestorePlanner planner;
  private final Supervision supervision;
  private final Clock clock;

  Restores(RestoreStore store, RestorePlanner planner, Supervision supervision, Clock clock) {
    this.store = store;
    this.planner = planner;
    this.supervision = supervision;
    this.clock = clock;
  }

  /** What would be done, or why not; nothing is touched. */
  public Uni<Admission> dryRun(RestoreOrder order) {
    return store.judge(order, facts -> planner.plan(order, facts, clock.instant()));
  }

  /** Begins a restore, or says why not; the same request twice is one restore. */
  public Uni<Admission> restore(RestoreOrder order) {
    return store.admit(order, facts -> planner.plan(order, facts, clock.instant()), this::begin);
  }

  /** Answers a request event with a run or a rejection, once. */
  public Uni<Void> requested(Envelope<?> seen, RestoreRequested request) {
    RestoreOrder order =
        new RestoreOrder(
            request.request(),
            request.restorePoint(),
            request.target(),
            request.source(),
            seen.metadata().correlationId());
    return store.answer(
        new Envelope<>(seen.metadata(), request),
        order,
        facts -> judge(request, order, facts),
        this::begin);
  }

  /** Takes a failed restore up again where it failed, or says why not. */
  public Uni<Admission> resume(RunId run) {
    Instant now = clock.instant();
    return store.resume(
        run,
        RestorePlanner::resumeFault,
        settled -> {
          Change again = planner.resume(settled, now);
          return again.then(supervision.consequences(again.run(), now));
        });
  }

  private Admission judge(RestoreRequested request, RestoreOrder order, RestoreFacts facts) {
    Admission judged = planner.plan(order, facts, clock.instant());
    if (facts.point() == null || facts.point().application().equals(request.application())) {
      return judged;
    }
    return new Admission.Refused(
        List.of(
            new Refusal(
                Refusal.Kind.NOT_RESTORABLE,
                "restore point %s is of application %s, not of %s: name one of the two right"
                    .formatted(
                        request.restorePoint(),
                        facts.point().application(),
                        request.application()))));
  }

  private Change begin(Run run) {
    return Change.planned(run).then(supervision.consequences(run, clock.instant()));
  }
}
