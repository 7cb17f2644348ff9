// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

/** A hold came to nothing: it bars nobody, and nothing of its cut counts. */
public final class HoldFailedException extends VolumeException {

  private static final long serialVersionUID = 1L;

  /** The message says what ended it, and what to do. */
  public HoldFailedException(String message, boolean retryable) {
    super(message, retryable);
  }
}
