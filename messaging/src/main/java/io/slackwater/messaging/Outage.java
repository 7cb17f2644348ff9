// SPDX-License-Identifier: Apache-2.0
package io.slackwater.messaging;

/**
 * Knows failures that say nothing of the event: something that the service needs does not answer. A
 * service makes a bean of it for each such thing; {@link EventIntake} waits such a failure out
 * instead of dead-lettering the event.
 */
public interface Outage {

  /** Whether the failure, or a cause of it, is an outage. */
  boolean isBehind(Throwable failure);
}
