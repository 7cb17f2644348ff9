// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

/** The cluster refused what a task needs done, and would do so again. */
public final class StorageRefusedException extends VolumeException {

  private static final long serialVersionUID = 1L;

  /** With what was refused, why, and what to do. */
  public StorageRefusedException(String message) {
    super(message, false);
  }
}
