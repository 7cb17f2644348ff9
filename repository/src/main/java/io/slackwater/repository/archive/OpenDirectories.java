// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.tree.Node;
import io.slackwater.repository.tree.TreeCodec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Directories that were walked, while the content of their files is still on its way: so the walk
 * goes on instead of waiting at the end of each. They are finished in the order of the walk,
 * children before their parents. Not thread-safe.
 */
final class OpenDirectories {

  private static final int MAX_DIRECTORIES = 512;
  private static final int MAX_NODES = 20_000;

  private final BackupSession session;
  private final Deque<Walked> open = new ArrayDeque<>();
  private int nodes;

  OpenDirectories(BackupSession session) {
    this.session = session;
  }

  /**
   * A directory of which all entries are known.
   *
   * @param entries give their nodes; each may wait for content
   * @param before what the parent snapshot has in it
   * @param tree becomes the id of its tree
   */
  private record Walked(
      List<Supplier<Node>> entries, ParentTree before, CompletableFuture<BlobId> tree) {}

  /**
   * Takes a directory whose own directories were all taken before.
   *
   * @return gives the id of its tree; to be called when the directory around it is finished
   */
  Supplier<BlobId> add(List<Supplier<Node>> entries, ParentTree before) {
    Walked walked = new Walked(entries, before, new CompletableFuture<>());
    open.add(walked);
    nodes += entries.size();
    while (open.size() > MAX_DIRECTORIES || nodes > MAX_NODES) {
      finishFirst();
    }
    return () -> session.writer().await(walked.tree());
  }

  /** Finishes all. */
  void finish() {
    while (!open.isEmpty()) {
      finishFirst();
    }
  }

  private void finishFirst() {
    Walked walked = open.remove();
    nodes -= walked.entries().size();
    List<Node> finished = walked.entries().stream().map(Supplier::get).toList();
    if (walked.before().consistsOf(finished)) {
      walked.tree().complete(walked.before().id());
      return;
    }
    session
        .writer()
        .add(BlobType.TREE, TreeCodec.encode(finished))
        .whenComplete(
            (id, failure) -> {
              if (failure == null) {
                walked.tree().complete(id);
              } else {
                walked.tree().completeExceptionally(failure);
              }
            });
  }
}
