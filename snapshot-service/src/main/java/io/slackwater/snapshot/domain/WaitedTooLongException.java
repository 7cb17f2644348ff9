// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

/** Something did not come about within its bound. */
public final class WaitedTooLongException extends VolumeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param what what was waited for, and what was seen of it last
   */
  public WaitedTooLongException(String what) {
    super(what, true);
  }
}
