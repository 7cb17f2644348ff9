// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.run;

/** What a run does. */
public enum RunKind {
  BACKUP,
  RESTORE,
  /** Takes a restore point away with all that it names. */
  RETIRE,
  /** Prunes the repository of an application after restore points were retired. */
  MAINTENANCE,
  /** Takes restore points that a location holds into the catalog. */
  IMPORT,
  /** Removes the temporary key file of a restore that settled. */
  REVOKE
}
