// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import io.slackwater.repository.id.BlobId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a directory.
 *
 * @param name its name; bytes that are not UTF-8 as {@link RawText} keeps them
 * @param type what it is
 * @param metadata owner, mode, times
 * @param size plain bytes of a file, else 0
 * @param linkTarget where a symbolic link leads, else empty
 * @param content the data blobs of a file, in order; empty for all else
 * @param subtree the tree of a directory, else null
 */
public record Node(
    String name,
    NodeType type,
    NodeMetadata metadata,
    long size,
    String linkTarget,
    List<BlobId> content,
    @Nullable BlobId subtree) {

  /** A file. */
  public static Node file(String name, NodeMetadata metadata, long size, List<BlobId> content) {
    return new Node(name, NodeType.FILE, metadata, size, "", content, null);
  }

  /** A directory. */
  public static Node directory(String name, NodeMetadata metadata, BlobId subtree) {
    return new Node(name, NodeType.DIRECTORY, metadata, 0, "", List.of(), subtree);
  }

  /** A symbolic link. */
  public static Node symlink(String name, NodeMetadata metadata, String target) {
    return new Node(name, NodeType.SYMLINK, metadata, 0, target, List.of(), null);
  }

  /** A fifo, socket or device. */
  public static Node special(String name, NodeType type, NodeMetadata metadata) {
    return new Node(name, type, metadata, 0, "", List.of(), null);
  }

  /** Tells whether this is one of several names of one file. */
  public boolean isHardLink() {
    return type == NodeType.FILE && metadata.links() > 1 && metadata.inode() != 0;
  }
}
