// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

/** Strings as Go's {@code encoding/json} writes them, so that trees are equal byte for byte. */
final class GoJson {

  private GoJson() {}

  static void string(StringBuilder json, String text) {
    json.append('"');
    text.codePoints().forEach(point -> append(json, point));
    json.append('"');
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
    json.append("\\u%04x".formatted(point));
  }
}
