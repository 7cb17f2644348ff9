// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import org.jspecify.annotations.Nullable;

/** Foreign text made fit for a message: short, and without control characters. */
final class Shown {

  private static final int LONGEST = 80;

  private Shown() {}

  static String of(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "...";
  }
}
