// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.NamespacesListed;
import io.slackwater.contracts.id.ApplicationId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** The applications and namespaces that exist now, as discovery-service last said. */
public interface ApplicationProjection {
  /** Keeps it as it is now. */
  Uni<Void> discovered(ApplicationDiscovered application);

  /** Forgets it. */
  Uni<Void> removed(ApplicationId application);

  /**
   * Keeps the namespaces of a cluster.
   *
   * @param at when they were listed; an older list than the one that is kept changes nothing
   */
  Uni<Void> listed(NamespacesListed listed, Instant at);
}
