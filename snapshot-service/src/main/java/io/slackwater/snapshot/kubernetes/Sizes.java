// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;

/** Sizes as people write them: in the largest binary unit that divides them. */
final class Sizes {

  private static final String[] UNITS = {"", "Ki", "Mi", "Gi", "Ti", "Pi"};
  private static final long STEP = 1024;

  private Sizes() {}

  static Quantity quantity(long bytes) {
    long amount = bytes;
    int unit = 0;
    while (amount > 0 && amount % STEP == 0 && unit < UNITS.length - 1) {
      amount /= STEP;
      unit++;
    }
    return new Quantity(Long.toString(amount), UNITS[unit]);
  }
}
