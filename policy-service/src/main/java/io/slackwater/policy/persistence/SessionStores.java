// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import io.slackwater.contracts.event.Envelope;
import io.slackwater.outbox.Outbox;
import io.slackwater.policy.application.ApplicationStore;
import io.slackwater.policy.application.FireStore;
import io.slackwater.policy.application.PolicyStore;
import io.slackwater.policy.application.RequestStore;
import io.slackwater.policy.application.RestoreStore;
import io.slackwater.policy.application.RunStore;
import io.slackwater.policy.application.Stores;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** The stores of one session, whose transaction is under way. */
final class SessionStores implements Stores {

  private final Mutiny.Session session;
  private final Outbox outbox;

  SessionStores(Mutiny.Session session, Outbox outbox) {
    this.session = session;
    this.outbox = outbox;
  }

  @Override
  public PolicyStore policies() {
    return new SessionPolicies(session);
  }

  @Override
  public ApplicationStore applications() {
    return new SessionApplications(session);
  }

  @Override
  public FireStore fires() {
    return new SessionFires(session);
  }

  @Override
  public RunStore runs() {
    return new SessionRuns(session);
  }

  @Override
  public RestoreStore restores() {
    return new SessionRestores(session);
  }

  @Override
  public RequestStore requests() {
    return new SessionRequests(session);
  }

  @Override
  public Uni<Void> publish(Envelope<?> event) {
    return outbox.append(session, event);
  }
}
