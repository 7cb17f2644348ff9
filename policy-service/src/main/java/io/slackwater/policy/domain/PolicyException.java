// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

/** The root of what policy-service throws. */
public abstract class PolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message for whoever has to act. */
  protected PolicyException(String message) {
    super(message);
  }

  /** With a message for whoever has to act, and the cause. */
  protected PolicyException(String message, Throwable cause) {
    super(message, cause);
  }
}
