// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.ApplicationId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the applications that are there, as discovery-service last said. */
public interface ApplicationStore {

  /** Until the transaction ends, no policy changes; applications may. */
  Uni<Void> excludePolicyChanges();

  /** All applications that are there. */
  Uni<List<ApplicationDiscovered>> all();

  /** An application that is there. */
  Uni<Optional<ApplicationDiscovered>> find(ApplicationId application);

  /**
   * Records what an application consists of.
   *
   * @return whether it was news: false when something later was recorded before
   */
  Uni<Boolean> record(ApplicationDiscovered application, Instant seenAt);

  /**
   * Records that an application is gone.
   *
   * @return whether it was news: false when something later was recorded before
   */
  Uni<Boolean> remove(ApplicationId application, Instant seenAt);
}
