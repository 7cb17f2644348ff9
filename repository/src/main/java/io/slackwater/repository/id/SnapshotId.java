// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.id;

/** The identity and file name of a snapshot: the hash of its encrypted file. */
public record SnapshotId(Sha256 hash) implements Comparable<SnapshotId> {

  /**
   * Parses 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static SnapshotId parse(String hex) {
    return new SnapshotId(Sha256.parse(hex));
  }

  /** Returns 64 hexadecimal digits. */
  public String hex() {
    return hash.hex();
  }

  /** Returns the file that holds this snapshot. */
  public RepositoryFile file() {
    return new RepositoryFile(FileKind.SNAPSHOT, hex());
  }

  /** Returns the first eight digits, as restic shows them. */
  public String shortHex() {
    return hex().substring(0, 8);
  }

  @Override
  public int compareTo(SnapshotId other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.hex();
  }
}
