// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import io.slackwater.repository.error.BlobMissingException;
import io.slackwater.repository.error.DamagedFileException;
import io.slackwater.repository.error.FileMissingException;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.PackId;
import io.slackwater.repository.index.BlobIndex;
import io.slackwater.repository.index.BlobLocation;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.tree.Node;
import io.slackwater.repository.tree.NodeType;
import io.slackwater.repository.tree.TreeReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows the trees of snapshots, each tree once, and looks up the blobs of every file. */
final class TreeCheck {

  private final BlobIndex index;
  private final Set<PackId> present;
  private final TreeReader trees;
  private final Findings findings;
  private final Set<BlobId> seen = new HashSet<>();

  TreeCheck(BlobIndex index, Set<PackId> present, TreeReader trees, Findings findings) {
    this.index = index;
    this.present = present;
    this.trees = trees;
    this.findings = findings;
  }

  void check(Snapshot snapshot) {
    check(snapshot, "", snapshot.tree());
  }

  private void check(Snapshot snapshot, String path, BlobId tree) {
    if (!seen.add(tree)) {
      return;
    }
    String where = "in snapshot %s".formatted(snapshot.id().shortHex());
    List<Node> nodes;
    try {
      nodes = trees.read(tree);
    } catch (BlobMissingException | DamagedFileException | FileMissingException e) {
      findings.error("tree " + tree, "%s %s/: %s".formatted(where, path, e.getMessage()));
      return;
    }
    for (Node node : nodes) {
      String at = path + "/" + node.name();
      if (node.type() == NodeType.DIRECTORY) {
        if (node.subtree() == null) {
          findings.error("tree " + tree, "%s %s: directory without tree".formatted(where, at));
        } else {
          check(snapshot, at, node.subtree());
        }
      }
      for (BlobId blob : node.content()) {
        checkContent(blob, where + " " + at);
      }
    }
  }

  private void checkContent(BlobId blob, String where) {
    BlobLocation location = index.find(BlobType.DATA, blob);
    if (location == null) {
      findings.error("blob " + blob, "%s is in no index".formatted(where));
    } else if (!present.contains(location.pack())) {
      findings.error(
          "blob " + blob,
          "%s lies in %s, which is missing or damaged".formatted(where, location.pack().file()));
    }
  }
}
