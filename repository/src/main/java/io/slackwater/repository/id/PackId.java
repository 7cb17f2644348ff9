// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.id;

import org.jspecify.annotations.Nullable;

/** The identity and file name of a pack: the hash of the whole file. */
public record PackId(Sha256 hash) implements Comparable<PackId> {

  /**
   * Parses 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static PackId parse(String hex) {
    return new PackId(Sha256.parse(hex));
  }

  /** Returns 64 hexadecimal digits. */
  public String hex() {
    return hash.hex();
  }

  /** Returns the file that holds this pack. */
  public RepositoryFile file() {
    return new RepositoryFile(FileKind.PACK, hex());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PackId id && hash.equals(id.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public int compareTo(PackId other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.hex();
  }
}
