// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.event.Envelope;
import io.smallrye.mutiny.Uni;

/** Port: what one transaction can read and change. One thing at a time; not thread-safe. */
public interface Stores {

  /** The policies. */
  PolicyStore policies();

  /** The projection of what discovery-service publishes. */
  ApplicationStore applications();

  /** Turns of applications under policies. */
  FireStore fires();

  /** Runs that this service planned. */
  RunStore runs();

  /** Restores that catalog-service runs. */
  RestoreStore restores();

  /** Requests that were answered. */
  RequestStore requests();

  /** Publishes an event once, if and only if the transaction commits. */
  Uni<Void> publish(Envelope<?> event);
}
