// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.progress;

/**
 * How the caller of a long operation follows and stops it.
 *
 * @param cancellation stops it
 * @param listener follows it
 */
public record Control(Cancellation cancellation, ProgressListener listener) {

  /** Neither follows nor stops. */
  public static final Control NONE = new Control(Cancellation.NEVER, ProgressListener.NONE);

  /** Can only be stopped. */
  public static Control of(Cancellation cancellation) {
    return new Control(cancellation, ProgressListener.NONE);
  }
}
