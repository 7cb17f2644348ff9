// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.id;

import org.jspecify.annotations.Nullable;

/**
 * A name that breaks the rules of its kind. The message says which name, and what it must match.
 */
public final class InvalidNameException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 80;

  InvalidNameException(String what, @Nullable String value, String pattern) {
    super("%s '%s' is not valid: it must match %s".formatted(what, shown(value), pattern));
  }

  private static String shown(@Nullable String value) {
    if (value == null) {
      return "";
    }
    String printable = value.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "...";
  }
}
