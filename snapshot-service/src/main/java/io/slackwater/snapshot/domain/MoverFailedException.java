// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

/** A mover pod ended without having done its work. */
public final class MoverFailedException extends VolumeException {

  private static final long serialVersionUID = 1L;

  /** Of the claim's mover, with the pod's own reason. */
  public MoverFailedException(String claim, String pod, String reason, boolean retryable) {
    super("claim '%s': mover pod '%s' %s".formatted(claim, pod, reason), retryable);
  }
}
