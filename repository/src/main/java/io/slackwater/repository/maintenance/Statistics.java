// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.store.BlobReader;
import io.slackwater.repository.tree.Node;
import io.slackwater.repository.tree.NodeType;
import io.slackwater.repository.tree.TreeReader;
import java.util.List;

/** Counts what snapshots hold. */
final class Statistics {

  private final BlobReader blobs;
  private final TreeReader trees;
  private long files;
  private long directories;
  private long logicalBytes;

  Statistics(BlobReader blobs) {
    this.blobs = blobs;
    this.trees = new TreeReader(blobs);
  }

  SnapshotStats of(List<Snapshot> snapshots) {
    UsedBlobs used = UsedBlobs.of(snapshots, trees);
    snapshots.forEach(snapshot -> count(snapshot.tree()));
    long stored = 0;
    for (BlobId id : used.trees()) {
      stored += blobs.locate(BlobType.TREE, id).blob().length();
    }
    for (BlobId id : used.data()) {
      stored += blobs.locate(BlobType.DATA, id).blob().length();
    }
    long distinct = (long) used.trees().size() + used.data().size();
    return new SnapshotStats(snapshots.size(), files, directories, logicalBytes, distinct, stored);
  }

  private void count(BlobId tree) {
    for (Node node : trees.read(tree)) {
      if (node.type() == NodeType.FILE) {
        files++;
        logicalBytes += node.size();
      } else if (node.subtree() != null) {
        directories++;
        count(node.subtree());
      }
    }
  }
}
