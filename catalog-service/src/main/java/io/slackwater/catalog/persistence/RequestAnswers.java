// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.contracts.id.RequestId;
import io.smallrye.mutiny.Uni;
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

  /** Notes that a request is answered; false when it was before. */
  static Uni<Boolean> first(Mutiny.Session session, RequestId request) {
    return session
        .createNativeQuery(ANSWERED)
        .setParameter("request", request.value())
        .executeUpdate()
        .map(inserted -> inserted == 1);
  }
}
