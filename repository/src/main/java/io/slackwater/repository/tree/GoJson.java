// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import java.util.HexFormat;

/** Strings as Go's {@code encoding/json} writes them, so that trees are equal byte for byte. */
final class GoJson {

  private static final HexFormat HEX = HexFormat.of();

  private GoJson() {}

  static void string(StringBuilder json, String text) {
    json.append('"');
    if (isPlain(text)) {
      json.append(text);
    } else {
      text.codePoints().forEach(point -> append(json, point));
    }
    json.append('"');
  }

  /** Tells whether every character is ASCII that is written as it is. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&') {
        return false;
      }
    }
    return true;
  }

  private static void append(StringBuilder json, int point) {
    switch (point) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      case '<', '>', '&', 0x2028, 0x2029 -> escape(json, point);
      default -> {
        if (point < ' ') {
          escape(json, point);
        } else if (point >= 0xD800 && point <= 0xDFFF) {
          json.append("\\ufffd");
        } else {
          json.appendCodePoint(point);
        }
      }
    }
  }

  private static void escape(StringBuilder json, int point) {
    json.append("\\u").append(HEX.toHexDigits((char) point));
  }
}
