// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.policy.domain.Fire;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the next turn of each application under each policy, and the turns not taken. */
public interface FireStore {

  /** The turn that is longest due, claimed until the transaction ends; others pass over it. */
  Uni<Optional<Fire>> claimDue(Instant now);

  /** Adds the next turn, unless the application has one under that policy. */
  Uni<Void> add(Fire fire);

  /** Sets the next turn. */
  Uni<Void> put(Fire fire);

  /** Tries a turn again later; the fire time stays. */
  Uni<Void> postpone(Fire fire, Instant until);

  /** Ends the turns of an application under a policy. */
  Uni<Void> remove(PolicyName policy, ApplicationId application);

  /** Ends the turns of all applications under a policy. */
  Uni<Void> removeAll(PolicyName policy);

  /** Ends the turns of an application under all policies. */
  Uni<Void> removeAll(ApplicationId application);

  /** The next turns under a policy. */
  Uni<List<Fire>> of(PolicyName policy);

  /** Records a turn that was not taken. */
  Uni<Void> recordSkip(SkippedFire skipped);

  /** The last turn not taken of each application under a policy. */
  Uni<List<SkippedFire>> lastSkips(PolicyName policy);
}
