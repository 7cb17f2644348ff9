// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.run;

/** What a run does. */
public enum RunKind {
  BACKUP,
  RESTORE
}
