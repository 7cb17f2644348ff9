// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.slackwater.catalog.domain.Change;
import io.slackwater.catalog.domain.Refusal;
import io.slackwater.catalog.domain.Run;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.request.CancelRequested;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs, each changed by one at a time. A change, what is said because of it and what was seen
 * become durable together or not at all.
 */
public interface RunStore {
  /**
   * Changes a run because of an event; a run that is not known yet is made as a placeholder first.
   *
   * @param seen goes into the event log, once
   * @param change pure; may be applied again when the transaction is
   */
  Uni<Void> onEvent(
      RunId run, ApplicationId application, Envelope<?> seen, Function<Run, Change> change);

  /** Changes a run unless another replica is at it just now, which then does the same. */
  Uni<Void> ifFree(RunId run, Function<Run, Change> change);

  /** Changes a run; gives it as it is then, or nothing when it is not known. */
  Uni<Optional<Run>> change(RunId run, Function<Run, Change> change);

  /**
   * Changes the run that a request names, which may be heard of before its plan; a request is
   * answered once.
   *
   * @param fault why the request is rejected, given the run as it is then
   */
  Uni<Void> onCancel(
      Envelope<CancelRequested> request,
      Function<Run, Change> change,
      Function<Run, Optional<Refusal>> fault);

  /** The run as it is. */
  Uni<Optional<Run>> find(RunId run);
}
