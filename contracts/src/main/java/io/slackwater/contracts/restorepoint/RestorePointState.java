// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.restorepoint;

/** The states of a restore point; section 11 of the design. */
public enum RestorePointState {
  BUILDING,
  COMPLETE,
  EXPORTING,
  EXPORTED,
  PARTIAL,
  FAILED,
  /** What it names is being deleted: nothing can be restored from it any more. */
  RETIRING,
  /** What it named is gone. */
  RETIRED
}
