// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * File names are bytes, not text. In a string each byte 0xNN that is not part of valid UTF-8 stands
 * as the lone surrogate U+DCNN, so nothing is lost.
 */
public final class RawText {

  /** The order of names in a tree: by their bytes. */
  public static final Comparator<String> BYTE_ORDER = RawText::compare;

  private static final int ESCAPE = 0xDC00;

  private RawText() {}

  /** Turns bytes into a string. */
  public static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return decodeWithEscapes(bytes);
    }
  }

  private static String decodeWithEscapes(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, out, true);
      text.append(out.flip());
      out.clear();
      if (result.isError()) {
        for (int i = 0; i < result.length(); i++) {
          text.append((char) (ESCAPE | in.get() & 0xff));
        }
      }
      decoder.reset();
    }
    return text.toString();
  }

  private static int compare(String a, String b) {
    return isAscii(a) && isAscii(b) ? a.compareTo(b) : Arrays.compareUnsigned(encode(a), encode(b));
  }

  /** Tells whether every character is ASCII, and so its own byte. */
  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Turns a string back into bytes. */
  public static byte[] encode(String text) {
    if (isAscii(text)) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 8);
    text.codePoints()
        .forEach(
            point -> {
              if (isEscapedByte(point)) {
                bytes.write(point & 0xff);
              } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  /** Tells whether a code point stands for a byte that is not UTF-8. */
  static boolean isEscapedByte(int point) {
    return point >= (ESCAPE | 0x80) && point <= (ESCAPE | 0xff);
  }

  /** Returns the code point that stands for a byte that is not UTF-8. */
  static int escape(int octet) {
    return ESCAPE | octet;
  }
}
