// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.run;

/** How a run ended. */
public enum Outcome {
  SUCCEEDED,
  PARTIAL,
  FAILED,
  CANCELLED,
  REJECTED,
  EXPIRED
}
