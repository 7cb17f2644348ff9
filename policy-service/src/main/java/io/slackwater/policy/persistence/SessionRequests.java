// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.policy.application.RequestStore;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Answered requests in a session. */
final class SessionRequests implements RequestStore {

  private static final String INSERT =
      """
      insert into request (id, application, answered_at) values (:id, :application, :now)
      on conflict (id, application) do nothing
      """;

  private final Mutiny.Session session;

  SessionRequests(Mutiny.Session session) {
    this.session = session;
  }

  @Override
  public Uni<Boolean> insert(RequestId request, ApplicationId application, Instant now) {
    return session
        .createNativeQuery(INSERT)
        .setParameter("id", request.value())
        .setParameter("application", application.key())
        .setParameter("now", now)
        .executeUpdate()
        .map(rows -> rows > 0);
  }
}
