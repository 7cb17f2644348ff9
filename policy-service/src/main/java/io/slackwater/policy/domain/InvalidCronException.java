// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

/** A text that is not a cron expression; the message says which part and why. */
public final class InvalidCronException extends PolicyException {

  private static final long serialVersionUID = 1L;

  InvalidCronException(String message) {
    super(message);
  }
}
