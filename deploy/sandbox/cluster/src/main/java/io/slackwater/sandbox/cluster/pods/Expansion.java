// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import java.util.Map;

/** Replaces {@code $(NAME)} by its value; {@code $$} is a dollar sign, an unknown name stays. */
final class Expansion {
  private Expansion() {}

  static String expand(String text, Map<String, String> variables) {
    StringBuilder expanded = new StringBuilder();
    int position = 0;
    while (position < text.length()) {
      char here = text.charAt(position);
      char next = position + 1 < text.length() ? text.charAt(position + 1) : ' ';
      int close = here == '$' && next == '(' ? text.indexOf(')', position) : -1;
      if (here == '$' && next == '$') {
        expanded.append('$');
        position += 2;
      } else if (close > 0) {
        String reference = text.substring(position, close + 1);
        String value = variables.get(text.substring(position + 2, close));
        expanded.append(value == null ? reference : value);
        position = close + 1;
      } else {
        expanded.append(here);
        position++;
      }
    }
    return expanded.toString();
  }
}
