// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.slackwater.catalog.domain.Change;
import io.slackwater.catalog.domain.Run;
import io.slackwater.contracts.id.ApplicationId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Retirements, each decided and begun in one transaction that locks the restore points. */
public interface RetentionStore {
  /** The applications of which a policy has said what to keep. */
  Uni<List<ApplicationId>> ruled();

  /**
   * Begins a run for each restore point of an application that is kept no longer, and for each
   * whose retirement failed a while ago.
   *
   * @param begin what follows from such a run
   */
  Uni<Void> retire(ApplicationId application, Instant now, Function<Run, Change> begin);

  /**
   * Begins the maintenance of the repositories of an application whose points were retired since
   * the last one, unless a run of the application is open.
   */
  Uni<Void> maintain(ApplicationId application, Instant now, Function<Run, Change> begin);
}
