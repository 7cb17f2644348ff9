// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.ApplicationId;
import io.smallrye.mutiny.Uni;

/** The applications that exist now, as discovery-service last said. */
public interface ApplicationProjection {
  /** Keeps it as it is now. */
  Uni<Void> discovered(ApplicationDiscovered application);

  /** Forgets it. */
  Uni<Void> removed(ApplicationId application);
}
