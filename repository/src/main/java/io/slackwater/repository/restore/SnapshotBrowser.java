// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.error.PathNotFoundException;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.tree.Node;
import io.slackwater.repository.tree.NodeType;
import io.slackwater.repository.tree.TreeReader;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds and lists what is in a snapshot. Thread-safe; used under a lock. */
final class SnapshotBrowser {

  private final TreeReader trees;
  private final Snapshot snapshot;

  SnapshotBrowser(TreeReader trees, Snapshot snapshot) {
    this.trees = trees;
    this.snapshot = snapshot;
  }

  /** Returns the node at a path; null for the root. */
  @Nullable Node find(String path) {
    List<String> parts = Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    Node at = null;
    for (String part : parts) {
      at =
          childrenOf(at, path).stream()
              .filter(node -> node.name().equals(part))
              .findFirst()
              .orElseThrow(
                  () -> new PathNotFoundException(snapshot.id(), path, "there is no " + part));
    }
    return at;
  }

  /** Returns the file at a path. */
  Node file(String path) {
    Node node = find(path);
    if (node == null || node.type() != NodeType.FILE) {
      throw new PathNotFoundException(snapshot.id(), path, "it is not a file");
    }
    return node;
  }

  /** Returns the entries of a directory; null stands for the root. */
  List<Node> childrenOf(@Nullable Node directory, String path) {
    BlobId tree = directory == null ? snapshot.tree() : directory.subtree();
    if (tree == null) {
      throw new PathNotFoundException(snapshot.id(), path, "a part of it is not a directory");
    }
    return trees.read(tree);
  }

  /** Passes on everything at and below a path, parents first. */
  void walk(String path, Consumer<SnapshotEntry> visitor) {
    Node start = find(path);
    String base = path.replaceAll("/+$", "");
    if (start != null) {
      visitor.accept(new SnapshotEntry(base.startsWith("/") ? base : "/" + base, start));
    }
    if (start == null || start.type() == NodeType.DIRECTORY) {
      walkChildren(start, base.isEmpty() || base.startsWith("/") ? base : "/" + base, visitor);
    }
  }

  private void walkChildren(
      @Nullable Node directory, String base, Consumer<SnapshotEntry> visitor) {
    for (Node node : childrenOf(directory, base)) {
      String path = base + "/" + node.name();
      visitor.accept(new SnapshotEntry(path, node));
      if (node.type() == NodeType.DIRECTORY) {
        walkChildren(node, path, visitor);
      }
    }
  }
}
