// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of storage as Kubernetes writes them. */
final class Quantity {
  private static final Pattern NOTATION = Pattern.compile("([0-9.]+)([A-Za-z]*)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "k", 1_000L,
          "M", 1_000_000L,
          "G", 1_000_000_000L,
          "T", 1_000_000_000_000L,
          "Ki", 1L << 10,
          "Mi", 1L << 20,
          "Gi", 1L << 30,
          "Ti", 1L << 40);

  private Quantity() {}

  /** The amount in bytes; 0 when it cannot be read. */
  static long bytes(String text) {
    Matcher matcher = NOTATION.matcher(text);
    if (!matcher.matches()) {
      return 0;
    }
    Long unit = UNITS.get(matcher.group(2));
    return unit == null
        ? 0
        : new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
  }
}
