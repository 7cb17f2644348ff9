// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.pack;

import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.id.BlobId;

/**
 * A blob's place in a pack.
 *
 * @param id hash of the plain content
 * @param type data or tree
 * @param offset where its ciphertext begins
 * @param length bytes of its ciphertext
 * @param plainLength bytes of its plain content if that was compressed, 0 if it was not
 */
public record PackedBlob(BlobId id, BlobType type, long offset, int length, int plainLength) {

  /** Tells whether the content was compressed before it was encrypted. */
  public boolean compressed() {
    return plainLength != 0;
  }

  /** Returns the bytes of its plain content. */
  public int contentLength() {
    return compressed() ? plainLength : length - MasterKey.OVERHEAD;
  }

  /** Returns the bytes of its entry in the pack's header. */
  public int headerEntryLength() {
    return compressed() ? 41 : 37;
  }
}
