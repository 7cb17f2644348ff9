// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Keeps the first 4000 bytes that are written to it. Safe for use by several threads. */
final class BoundedText extends OutputStream {

  private static final int MAX = 4000;

  private final byte[] bytes = new byte[MAX];
  private int length;

  @Override
  public synchronized void write(int b) {
    if (length < MAX) {
      bytes[length++] = (byte) b;
    }
  }

  @Override
  public synchronized void write(byte[] source, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, source.length);
    int kept = Math.min(count, MAX - length);
    System.arraycopy(source, offset, bytes, length, kept);
    length += kept;
  }

  synchronized String text() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
  }
}
