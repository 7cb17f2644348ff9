// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Locks of PostgreSQL that last until the transaction ends; each kind has numbers of its own. */
enum AdvisoryLock {
  /** What policies select: changed by one policy, or by any number of applications, at a time. */
  SELECTION(1),
  /** The runs of a policy for an application. */
  RUNS(2);

  private final int kind;

  AdvisoryLock(int kind) {
    this.kind = kind;
  }

  Uni<Void> take(Mutiny.Session session) {
    return lock(session, "pg_advisory_xact_lock", "");
  }

  Uni<Void> takeShared(Mutiny.Session session) {
    return lock(session, "pg_advisory_xact_lock_shared", "");
  }

  Uni<Void> take(Mutiny.Session session, String what) {
    return lock(session, "pg_advisory_xact_lock", what);
  }

  private Uni<Void> lock(Mutiny.Session session, String function, String what) {
    return session
        .createNativeQuery(
            "select cast(%s(%d, hashtext(:what)) as text)".formatted(function, kind), String.class)
        .setParameter("what", what)
        .getResultList()
        .replaceWithVoid();
  }
}
