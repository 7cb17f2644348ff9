// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.policy.domain.Fire;
import io.slackwater.policy.domain.PolicyException;

/** A due turn could not be taken; its transaction had no effect. */
final class FireFailedException extends PolicyException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never serialised; says which turn it was
  private final Fire fire;

  FireFailedException(Fire fire, Throwable cause) {
    super("%s for %s".formatted(fire.policy(), fire.application()), cause);
    this.fire = fire;
  }

  Fire fire() {
    return fire;
  }
}
