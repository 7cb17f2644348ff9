// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.snapshot.domain.TaskIdentity;
import java.time.Instant;

/** What attempts left that ended without taking it away. */
public interface Leftovers {

  /**
   * Makes the helper objects of a name this attempt's, so that older attempts leave them alone.
   *
   * @throws io.slackwater.snapshot.domain.SupersededException when they are a newer attempt's
   */
  void takeOver(TaskIdentity identity, String helper);

  /**
   * Deletes every helper object whose task's time ended before an instant, and every snapshot of a
   * set that was not whole by then.
   *
   * @return how many
   */
  int sweep(Instant endedBefore);
}
