// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.slackwater.catalog.domain.Admission;
import io.slackwater.catalog.domain.Cancellation;
import io.slackwater.catalog.domain.Change;
import io.slackwater.catalog.domain.Refusal;
import io.slackwater.catalog.domain.Run;
import io.slackwater.catalog.domain.Supervision;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.request.CancelRequested;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends runs that somebody does not want any more. Thread-safe. */
@Singleton
public final class Cancellations {
  /** How long tasks may take to end in order where nobody says. */
  public static final Duration USUAL = Duration.ofMinutes(1);

  private final RunStore runs;
  private final Supervision supervision;
  private final Clock clock;

  Cancellations(RunStore runs, Supervision supervision, Clock clock) {
    this.runs = runs;
    this.supervision = supervision;
    this.clock = clock;
  }

  /** Ends a run, or says why not. The same again changes nothing. */
  public Uni<Admission> cancel(RunId run, Duration within, String reason) {
    Instant now = clock.instant();
    Cancellation order = new Cancellation(now.plus(within), reason);
    return runs.change(run, known -> supervision.cancel(known, order, now))
        .map(
            changed ->
                changed
                    .map(Cancellations::answer)
                    .orElseGet(
                        () ->
                            refused(
                                new Refusal(
                                    Refusal.Kind.UNKNOWN_RUN,
                                    "there is no run %s: list them with GET /api/v1/runs"
                                        .formatted(run)))));
  }

  /** Answers a request event: the run settles, or the request is rejected, once. */
  public Uni<Void> requested(Envelope<?> seen, CancelRequested request) {
    return runs.onCancel(
        new Envelope<>(seen.metadata(), request),
        run -> cancel(run, request),
        run -> fault(run, request));
  }

  private Change cancel(Run run, CancelRequested request) {
    Instant now = clock.instant();
    return run.application().equals(request.application())
        ? supervision.cancel(
            run, new Cancellation(now.plus(within(request.deadlineMillis())), why(request)), now)
        : Change.silent(run);
  }

  private static Optional<Refusal> fault(Run run, CancelRequested request) {
    return run.application().equals(request.application())
        ? Supervision.cancelFault(run)
        : Optional.of(
            new Refusal(
                Refusal.Kind.NOT_CANCELLABLE,
                "run %s is of application %s, not of %s: name one of the two right"
                    .formatted(run.id(), run.application(), request.application())));
  }

  private static Duration within(@Nullable Long millis) {
    return millis == null ? USUAL : Duration.ofMillis(Math.max(0, millis));
  }

  private static String why(CancelRequested request) {
    return request.reason() == null
        ? request.requestedBy() + " asked for it"
        : "%s (asked for by %s)".formatted(request.reason(), request.requestedBy());
  }

  private static Admission answer(Run run) {
    return Supervision.cancelFault(run)
        .<Admission>map(Cancellations::refused)
        .orElseGet(() -> new Admission.Admitted(run));
  }

  private static Admission refused(Refusal refusal) {
    return new Admission.Refused(List.of(refusal));
  }
}
