// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes' resource quantities: {@code 1Gi}, {@code 500m}, {@code 1e3}, {@code 1073741824}. */
public final class Quantity {

  private static final Pattern FORM =
      Pattern.compile(
          "^([+-]?[0-9]+(?:\\.[0-9]*)?|[+-]?\\.[0-9]+)([eE][+-]?[0-9]+|[A-Za-z]{0,2})$");

  private static final Map<String, BigDecimal> FACTORS =
      Map.ofEntries(
          Map.entry("n", new BigDecimal("1e-9")),
          Map.entry("u", new BigDecimal("1e-6")),
          Map.entry("m", new BigDecimal("1e-3")),
          Map.entry("", BigDecimal.ONE),
          Map.entry("k", new BigDecimal("1e3")),
          Map.entry("M", new BigDecimal("1e6")),
          Map.entry("G", new BigDecimal("1e9")),
          Map.entry("T", new BigDecimal("1e12")),
          Map.entry("P", new BigDecimal("1e15")),
          Map.entry("E", new BigDecimal("1e18")),
          Map.entry("Ki", binary(1)),
          Map.entry("Mi", binary(2)),
          Map.entry("Gi", binary(3)),
          Map.entry("Ti", binary(4)),
          Map.entry("Pi", binary(5)),
          Map.entry("Ei", binary(6)));

  private Quantity() {}

  /** The number that a quantity means; empty when the text is no quantity. */
  public static Optional<BigDecimal> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String suffix = form.group(2);
    if (suffix.length() > 1
        && (suffix.charAt(0) == 'e' || suffix.charAt(0) == 'E')
        && !FACTORS.containsKey(suffix)) {
      return Optional.of(new BigDecimal(form.group(1) + suffix));
    }
    return Optional.ofNullable(FACTORS.get(suffix)).map(new BigDecimal(form.group(1))::multiply);
  }

  private static BigDecimal binary(int power) {
    return new BigDecimal(1024).pow(power);
  }
}
