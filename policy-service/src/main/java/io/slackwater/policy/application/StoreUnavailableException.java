// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.policy.domain.PolicyException;

/** The database does not answer; the same again may work when it does. */
public final class StoreUnavailableException extends PolicyException {

  private static final long serialVersionUID = 1L;

  /** With what the database's client said. */
  public StoreUnavailableException(Throwable cause) {
    super("the database does not answer: see whether PostgreSQL runs and can be reached", cause);
  }
}
