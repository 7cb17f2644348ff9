// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.tree.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A directory as the parent snapshot has it. */
final class ParentTree {

  /** No parent snapshot has the directory. */
  static final ParentTree NONE = new ParentTree(null, List.of());

  private final @Nullable BlobId id;
  private final List<Node> nodes;
  private final Map<String, Node> byName;

  ParentTree(@Nullable BlobId id, List<Node> nodes) {
    this.id = id;
    this.nodes = nodes;
    this.byName = HashMap.newHashMap(nodes.size());
    nodes.forEach(node -> byName.put(node.name(), node));
  }

  @Nullable Node entry(String name) {
    return byName.get(name);
  }

  /** Tells whether it has exactly these entries: then its tree need not be written again. */
  boolean consistsOf(List<Node> found) {
    return id != null && nodes.equals(found);
  }

  /** Returns the id of the tree; only of one that {@link #consistsOf} something. */
  BlobId id() {
    if (id == null) {
      throw new IllegalStateException("no parent snapshot has this directory");
    }
    return id;
  }
}
