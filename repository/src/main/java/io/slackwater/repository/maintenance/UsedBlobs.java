// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.tree.Node;
import io.slackwater.repository.tree.TreeReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All blobs that snapshots name, each tree read once.
 *
 * @param trees the trees
 * @param data the content of the files in them
 */
record UsedBlobs(Set<BlobId> trees, Set<BlobId> data) {

  static UsedBlobs of(List<Snapshot> snapshots, TreeReader reader) {
    UsedBlobs used = new UsedBlobs(new HashSet<>(), new HashSet<>());
    Deque<BlobId> open = new ArrayDeque<>();
    snapshots.forEach(snapshot -> used.visit(snapshot.tree(), open));
    while (!open.isEmpty()) {
      for (Node node : reader.read(open.pop())) {
        used.data.addAll(node.content());
        if (node.subtree() != null) {
          used.visit(node.subtree(), open);
        }
      }
    }
    return used;
  }

  private void visit(BlobId tree, Deque<BlobId> open) {
    if (trees.add(tree)) {
      open.push(tree);
    }
  }
}
