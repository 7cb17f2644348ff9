// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

/** What a node is. */
public enum NodeType {
  FILE("file"),
  DIRECTORY("dir"),
  SYMLINK("symlink"),
  BLOCK_DEVICE("dev"),
  CHARACTER_DEVICE("chardev"),
  FIFO("fifo"),
  SOCKET("socket");

  private final String word;

  NodeType(String word) {
    this.word = word;
  }

  /** Returns the word that trees use. */
  public String word() {
    return word;
  }

  /**
   * Finds the type by its word.
   *
   * @throws IllegalArgumentException if there is none
   */
  static NodeType ofWord(String word) {
    for (NodeType type : values()) {
      if (type.word.equals(word)) {
        return type;
      }
    }
    throw new IllegalArgumentException("unknown node type: " + word);
  }
}
