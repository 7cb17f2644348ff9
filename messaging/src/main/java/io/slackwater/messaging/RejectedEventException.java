// SPDX-License-Identifier: Apache-2.0
package io.slackwater.messaging;

/** A handler's word that an event can never be taken; the message is kept with the dead letter. */
public final class RejectedEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Rejects an event for a reason that a human can act on. */
  public RejectedEventException(String reason) {
    super(reason);
  }
}
