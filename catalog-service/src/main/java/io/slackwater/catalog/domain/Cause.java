// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

/** Why there is an attempt. */
public enum Cause {
  /** The first one. */
  PLAN,
  /** The one before was lost with its executor, or given up by it. */
  LOST,
  /** The one before failed, and said that another can do better. */
  RETRY,
  /** An operator resumed the run. */
  RESUME,
  /** The hold that it waited for was given up: it works by itself. */
  HOLD_GIVEN_UP
}
