// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.run;

/** What made a run. */
public enum Trigger {
  SCHEDULE,
  REQUEST
}
