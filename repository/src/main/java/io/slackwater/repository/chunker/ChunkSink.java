// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.chunker;

/** Receives the chunks of a stream, in order. */
public interface ChunkSink {

  /** Returns an array of at least that size to gather a chunk in. */
  byte[] buffer(int size);

  /** Takes an array back that no chunk was made of. */
  void unused(byte[] buffer);

  /** Takes one chunk; from now on the array is the receiver's. */
  void chunk(byte[] buffer, int length);
}
