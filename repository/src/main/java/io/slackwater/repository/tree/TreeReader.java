// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import io.slackwater.repository.error.DamagedFileException;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.index.BlobLocation;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.store.BlobReader;
import java.io.IOException;
import java.util.List;

/** Reads trees out of packs. Thread-safe. */
public final class TreeReader {

  private final BlobReader blobs;

  public TreeReader(BlobReader blobs) {
    this.blobs = blobs;
  }

  /**
   * Reads one tree.
   *
   * @throws DamagedFileException if the blob holds no tree
   */
  public List<Node> read(BlobId tree) {
    BlobLocation location = blobs.locate(BlobType.TREE, tree);
    try {
      return TreeCodec.decode(blobs.read(location));
    } catch (IOException e) {
      throw new DamagedFileException(
          location.pack().file(), "tree %s: %s".formatted(tree, e.getMessage()), e);
    }
  }
}
