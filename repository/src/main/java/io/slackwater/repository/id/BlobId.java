// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.id;

import org.jspecify.annotations.Nullable;

/** The identity of a blob: the hash of its plain content. */
public record BlobId(Sha256 hash) implements Comparable<BlobId> {

  /**
   * Parses 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static BlobId parse(String hex) {
    return new BlobId(Sha256.parse(hex));
  }

  /** Returns 64 hexadecimal digits. */
  public String hex() {
    return hash.hex();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BlobId id && hash.equals(id.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public int compareTo(BlobId other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.hex();
  }
}
