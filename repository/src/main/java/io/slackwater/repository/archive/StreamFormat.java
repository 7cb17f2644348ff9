// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Recognises files that are written from front to end, so that an insertion shifts all that
 * follows: archives and dumps. Their size may be a multiple of a page by chance.
 */
final class StreamFormat {

  /** Bytes of a file by which it is recognised. */
  static final int HEAD = 512;

  private record Magic(int offset, byte[] bytes) {
    boolean in(byte[] head) {
      for (int i = 0; i < bytes.length; i++) {
        if (offset + i >= head.length || head[offset + i] != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  private static final List<Magic> KNOWN =
      List.of(
          new Magic(257, ascii("ustar")),
          new Magic(0, ascii("PGDMP")),
          new Magic(0, ascii("PK\003\004")),
          new Magic(0, ascii("BZh")),
          new Magic(0, new byte[] {0x1f, (byte) 0x8b}),
          new Magic(0, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}),
          new Magic(0, new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z'}));

  private StreamFormat() {}

  static boolean isStream(byte[] head) {
    return KNOWN.stream().anyMatch(magic -> magic.in(head));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
