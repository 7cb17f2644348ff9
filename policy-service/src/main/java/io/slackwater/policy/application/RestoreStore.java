// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** Port: the restores that are under way, during which an application's policies rest. */
public interface RestoreStore {

  /** Records a restore that was planned; without effect when it is known, settled or not. */
  Uni<Void> begin(RunPlanned restore);

  /** Records that a restore ended; its plan may come later, and then has no effect. */
  Uni<Void> settle(RunSettled restore);

  /** A restore of the application that is neither settled nor expired. */
  Uni<Optional<RunId>> current(ApplicationId application, Instant now);
}
