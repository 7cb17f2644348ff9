// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.policy.domain.BackupOrder;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the backup runs that this service planned. */
public interface RunStore {

  /** Until the transaction ends, nobody else makes a run of the policy for the application. */
  Uni<Void> excludeOtherRuns(PolicyName policy, ApplicationId application);

  /** A run of the policy for the application that is neither settled nor expired. */
  Uni<Optional<RunId>> open(PolicyName policy, ApplicationId application, Instant now);

  /**
   * Adds a run.
   *
   * @return false when it was there before, and nothing was changed
   */
  Uni<Boolean> insert(BackupOrder order);

  /**
   * Records how a run ended, unless that is known.
   *
   * @return false when the run is not known or was settled before
   */
  Uni<Boolean> settle(RunSettled settled);

  /** The last run of each application under a policy. */
  Uni<List<PolicyRun>> latest(PolicyName policy);
}
