// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.pack;

/** What a blob holds. Data and trees never share a pack. */
public enum BlobType {
  DATA("data", 0),
  TREE("tree", 1);

  private final String word;
  private final int code;

  BlobType(String word, int code) {
    this.word = word;
    this.code = code;
  }

  /** Returns the word that index files use. */
  public String word() {
    return word;
  }

  int code(boolean compressed) {
    return compressed ? code + 2 : code;
  }

  /**
   * Finds the type by its word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static BlobType ofWord(String word) {
    return switch (word) {
      case "data" -> DATA;
      case "tree" -> TREE;
      default -> throw new IllegalArgumentException("unknown blob type: " + word);
    };
  }
}
