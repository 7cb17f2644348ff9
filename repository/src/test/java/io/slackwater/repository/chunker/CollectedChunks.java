// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.chunker;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps copies of the chunks, and hands out arrays with old content in them. */
final class CollectedChunks implements ChunkSink {

  private final List<byte[]> chunks = new ArrayList<>();

  List<byte[]> chunks() {
    return chunks;
  }

  byte[] joined() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    chunks.forEach(all::writeBytes);
    return all.toByteArray();
  }

  @Override
  public byte[] buffer(int size) {
    byte[] used = new byte[size];
    Arrays.fill(used, (byte) 0x5a);
    return used;
  }

  @Override
  public void unused(byte[] buffer) {
    Arrays.fill(buffer, (byte) 0x6b);
  }

  @Override
  public void chunk(byte[] buffer, int length) {
    chunks.add(Arrays.copyOf(buffer, length));
    unused(buffer);
  }
}
