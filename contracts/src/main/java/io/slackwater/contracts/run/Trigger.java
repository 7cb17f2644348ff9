// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.run;

/** What made a run. */
public enum Trigger {
  SCHEDULE,
  REQUEST,
  /** What a policy keeps: a restore point is more than that. */
  RETENTION
}
