// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.slackwater.catalog.domain.Admission;
import io.slackwater.catalog.domain.Change;
import io.slackwater.catalog.domain.Refusal;
import io.slackwater.catalog.domain.RestoreFacts;
import io.slackwater.catalog.domain.RestoreOrder;
import io.slackwater.catalog.domain.Run;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.request.RestoreRequested;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Restores, judged and begun in one transaction that also pins the restore point. */
public interface RestoreStore {
  /** Judges and changes nothing. */
  Uni<Admission> judge(RestoreOrder order, Function<RestoreFacts, Admission> judgement);

  /**
   * Judges, and when admitted stores and pins. An order that was admitted before gives the same run
   * again.
   *
   * @param begin what follows from the admitted run
   */
  Uni<Admission> admit(
      RestoreOrder order, Function<RestoreFacts, Admission> judgement, Function<Run, Change> begin);

  /** As {@link #admit}, for a request event, which is answered exactly once. */
  Uni<Void> answer(
      Envelope<RestoreRequested> request,
      RestoreOrder order,
      Function<RestoreFacts, Admission> judgement,
      Function<Run, Change> begin);

  /**
   * Takes a settled restore up again and pins its restore point again.
   *
   * @param fault why the run cannot be taken up again, given what it would meet
   */
  Uni<Admission> resume(
      RunId run,
      BiFunction<Run, RestoreFacts, Optional<Refusal>> fault,
      Function<Run, Change> again);
}
