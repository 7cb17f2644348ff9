// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.id;

/** The identity and file name of a key file: the hash of its content. */
public record KeyId(Sha256 hash) implements Comparable<KeyId> {

  /**
   * Parses 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static KeyId parse(String hex) {
    return new KeyId(Sha256.parse(hex));
  }

  /** Returns 64 hexadecimal digits. */
  public String hex() {
    return hash.hex();
  }

  /** Returns the file that holds this key. */
  public RepositoryFile file() {
    return new RepositoryFile(FileKind.KEY, hex());
  }

  @Override
  public int compareTo(KeyId other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.hex();
  }
}
