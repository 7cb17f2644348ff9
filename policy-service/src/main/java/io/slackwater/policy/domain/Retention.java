// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.run.KeepRules;

/**
 * How many restore points of an application to keep: the newest {@code last}, and the newest of
 * each of so many hours, days, weeks, months and years. All zero: keep everything.
 */
public record Retention(int last, int hourly, int daily, int weekly, int monthly, int yearly) {

  /** Keeps everything. */
  public static final Retention EVERYTHING = new Retention(0, 0, 0, 0, 0, 0);

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException when one is negative
   */
  public Retention {
    if (Math.min(
            Math.min(Math.min(last, hourly), Math.min(daily, weekly)), Math.min(monthly, yearly))
        < 0) {
      throw new IllegalArgumentException("a retention count cannot be negative");
    }
  }

  /** The same for catalog-service, which retires what is kept no longer. */
  KeepRules rules() {
    return new KeepRules(last, hourly, daily, weekly, monthly, yearly);
  }
}
