// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.domain.Admission;
import io.slackwater.catalog.domain.Refusal;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.request.RequestRejected;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Which requests were answered, inside the caller's transaction. */
final class RequestAnswers {
  private static final String ANSWERED =
      "insert into request_answer (request_id) values (:request)"
          + " on conflict (request_id) do nothing";

  private static final String LOCK =
      "select cast(pg_advisory_xact_lock(hashtext('request'), hashtext(:request)) as text)";

  private RequestAnswers() {}

  /** One transaction at a time goes on for a request, until it ends. */
  static Uni<Void> lock(Mutiny.Session session, RequestId request) {
    return session
        .createNativeQuery(LOCK, String.class)
        .setParameter("request", request.value())
        .getResultList()
        .replaceWithVoid();
  }

  /**
   * Answers a request that asks for a run, once: by admitting it, or by rejecting it.
   *
   * @param admit judges what was asked for, and begins it when it is admitted
   * @param rejection what is said when it is not, given why
   */
  static Uni<Void> answer(
      Mutiny.Session session,
      EventAppender events,
      Envelope<?> request,
      RequestId id,
      Supplier<Uni<Admission>> admit,
      Function<List<String>, RequestRejected> rejection) {
    return events
        .log(session, request)
        .flatMap(logged -> first(session, id))
        .flatMap(first -> first ? admit.get() : Uni.createFrom().<Admission>nullItem())
        .flatMap(
            admission ->
                admission instanceof Admission.Refused refused
                    ? events.reject(
                        session,
                        request,
                        rejection.apply(refused.refusals().stream().map(Refusal::detail).toList()))
                    : Uni.createFrom().voidItem());
  }

  /** Notes that a request is answered; false when it was before. */
  static Uni<Boolean> first(Mutiny.Session session, RequestId request) {
    return session
        .createNativeQuery(ANSWERED)
        .setParameter("request", request.value())
        .executeUpdate()
        .map(inserted -> inserted == 1);
  }
}
