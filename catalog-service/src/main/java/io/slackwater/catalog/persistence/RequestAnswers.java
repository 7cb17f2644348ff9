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

  private RequestAnswers() {}

  /** Notes that a request is answered; false when it was before. */
  static Uni<Boolean> first(Mutiny.Session session, RequestId request) {
    return session
        .createNativeQuery(ANSWERED)
        .setParameter("request", request.value())
        .executeUpdate()
        .map(inserted -> inserted == 1);
  }
}
