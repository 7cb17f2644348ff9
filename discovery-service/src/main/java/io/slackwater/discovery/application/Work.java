// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

/** The attempt that a use case works for. */
public interface Work {

  /**
   * Goes on, or ends the work.
   *
   * @throws RuntimeException of the caller's own when the attempt has lost its standing
   */
  void checkActive();

  /** Says what is being done. */
  void progress(String step);
}
