// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Names in trees are quoted as Go's {@code strconv.Quote} does, without the outer quotes. */
final class GoQuote {

  private static final String HEX = "0123456789abcdef";

  private GoQuote() {}

  static String quote(String name) {
    if (GoJson.isPlain(name)) {
      return name;
    }
    StringBuilder quoted = new StringBuilder(name.length() + 8);
    name.codePoints().forEach(point -> quote(quoted, point));
    return quoted.toString();
  }

  private static void quote(StringBuilder quoted, int point) {
    switch (point) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case 0x07 -> quoted.append("\\a");
      case '\b' -> quoted.append("\\b");
      case '\f' -> quoted.append("\\f");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case 0x0b -> quoted.append("\\v");
      default -> {
        if (RawText.isEscapedByte(point)) {
          hex(quoted.append("\\x"), point & 0xff, 2);
        } else if (isPrintable(point)) {
          quoted.appendCodePoint(point);
        } else if (point < ' ' || point == 0x7f) {
          hex(quoted.append("\\x"), point, 2);
        } else if (point < 0x10000) {
          hex(quoted.append("\\u"), point, 4);
        } else {
          hex(quoted.append("\\U"), point, 8);
        }
      }
    }
  }

  private static void hex(StringBuilder quoted, int value, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      quoted.append(HEX.charAt(value >>> shift & 0xf));
    }
  }

  /** Letters, marks, numbers, punctuation, symbols and the ASCII space, as Go's IsPrint. */
  private static boolean isPrintable(int point) {
    return point == ' '
        || switch (Character.getType(point)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }

  static String unquote(String quoted) throws IOException {
    if (quoted.indexOf('\\') < 0) {
      return quoted;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at < quoted.length()) {
      int point = quoted.codePointAt(at);
      at += Character.charCount(point);
      if (point != '\\') {
        text(bytes, point);
        continue;
      }
      if (at >= quoted.length()) {
        throw new IOException("a name ends with a lone backslash");
      }
      char escape = quoted.charAt(at++);
      int digits =
          switch (escape) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            case '0', '1', '2', '3', '4', '5', '6', '7' -> 3;
            default -> 0;
          };
      if (digits == 0) {
        bytes.write(simple(escape));
      } else {
        int from = digits == 3 ? at - 1 : at;
        at = from + digits;
        int value = number(quoted, from, at, digits == 3 ? 8 : 16);
        if (escape == 'u' || escape == 'U') {
          text(bytes, value);
        } else {
          bytes.write(value);
        }
      }
    }
    return RawText.decode(bytes.toByteArray());
  }

  private static void text(ByteArrayOutputStream bytes, int point) {
    bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
  }

  private static int number(String quoted, int from, int to, int radix) throws IOException {
    if (to > quoted.length()) {
      throw new IOException("a name ends inside an escape: " + quoted);
    }
    try {
      int value = Integer.parseInt(quoted, from, to, radix);
      if (!Character.isValidCodePoint(value)) {
        throw new IOException("not a character in the name: " + quoted);
      }
      return value;
    } catch (NumberFormatException e) {
      throw new IOException("bad escape in the name: " + quoted, e);
    }
  }

  private static int simple(char escape) throws IOException {
    return switch (escape) {
      case 'a' -> 0x07;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      case '\\', '"', '\'' -> escape;
      default -> throw new IOException("bad escape in a name: \\" + escape);
    };
  }
}
