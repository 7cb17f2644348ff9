// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.run;

/**
 * How many restore points of an application to keep: the newest {@code last}, and the newest of
 * each of so many hours, days, weeks, months and years that have one. All zero: keep everything.
 */
public record KeepRules(int last, int hourly, int daily, int weekly, int monthly, int yearly) {

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException when one is negative
   */
  public KeepRules {
    if (Math.min(
            Math.min(Math.min(last, hourly), Math.min(daily, weekly)), Math.min(monthly, yearly))
        < 0) {
      throw new IllegalArgumentException("a count of restore points to keep cannot be negative");
    }
  }

  /** Whether nothing is ever retired. */
  @com.fasterxml.jackson.annotation.JsonIgnore
  public boolean keepsEverything() {
    return last + hourly + daily + weekly + monthly + yearly == 0;
  }
}
