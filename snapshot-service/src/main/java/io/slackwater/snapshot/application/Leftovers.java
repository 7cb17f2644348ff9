// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import java.time.Instant;

/** Helper objects whose task ended without taking them away. */
public interface Leftovers {

  /**
   * Deletes every helper object whose task's time ended before an instant.
   *
   * @return how many
   */
  int sweep(Instant endedBefore);
}
