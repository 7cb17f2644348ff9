// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

/** Why a record cannot be read; never leaves this package. */
final class UnreadableEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableEventException(String message) {
    super(message, null, false, false);
  }
}
