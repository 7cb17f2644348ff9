// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the owners of an application expect.
 *
 * @param rpo the most data, counted in time, that may be lost
 * @param rto the longest time that bringing the application back may take
 */
public record Objectives(@Nullable Duration rpo, @Nullable Duration rto) {

  /** Nothing is expected. */
  public static final Objectives NONE = new Objectives(null, null);
}
