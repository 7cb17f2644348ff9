// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import io.slackwater.repository.error.SourceException;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.tree.FileInspector;
import io.slackwater.repository.tree.FileInspector.Inspected;
import io.slackwater.repository.tree.Node;
import io.slackwater.repository.tree.NodeType;
import io.slackwater.repository.tree.RawPaths;
import io.slackwater.repository.tree.RawText;
import io.slackwater.repository.tree.TreeCodec;
import io.slackwater.repository.tree.TreeReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Backs up directories. Files that the parent snapshot has with the same size, times and inode are
 * not read again. What cannot be read is left out and reported. One instance per backup, one
 * thread.
 */
public final class DirectoryBackup {

  private static final int BUFFER = 256 * 1024;

  private final BackupSession session;
  private final DirectorySource source;
  private final @Nullable Snapshot parent;
  private final TreeReader parentTrees;
  private final Excludes excludes;
  private final FileInspector inspector = new FileInspector();
  private final byte[] buffer = new byte[BUFFER];

  DirectoryBackup(BackupSession session, DirectorySource source, @Nullable Snapshot parent) {
    this.session = session;
    this.source = source;
    this.parent = parent;
    this.parentTrees = new TreeReader(session.store().reader());
    this.excludes = new Excludes(source.excludes());
  }

  SnapshotResult run() {
    for (Path path : source.paths()) {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new SourceException(path.toString(), "it does not exist", null);
      }
    }
    BackupTargets targets = BackupTargets.of(source.paths());
    BlobId tree =
        targets.whole()
            ? saveDirectory(targets.path(), parentRoot())
            : saveChosen(targets, parentRoot());
    SnapshotId parentId = parent == null ? null : parent.id();
    List<String> paths =
        source.paths().stream().map(p -> p.toAbsolutePath().normalize().toString()).toList();
    return session.commit(tree, parentId, paths, source.excludes());
  }

  private BlobId saveChosen(BackupTargets targets, Map<String, Node> before) {
    List<Supplier<Node>> nodes = new ArrayList<>();
    targets
        .children()
        .forEach(
            (name, child) -> {
              Node was = before.get(name);
              Supplier<Node> node =
                  child.whole() ? saveEntry(child.path(), name, was) : saveParent(child, name, was);
              if (node != null) {
                nodes.add(node);
              }
            });
    return saveTree(nodes);
  }

  private @Nullable Supplier<Node> saveParent(
      BackupTargets targets, String name, @Nullable Node was) {
    try {
      Inspected found = inspector.inspect(targets.path());
      BlobId tree = saveChosen(targets, childrenOf(was));
      return finishedDirectory(name, found, tree, was);
    } catch (IOException e) {
      session.tally().unread(targets.path().toString(), reason(e));
      return null;
    }
  }

  private BlobId saveDirectory(Path directory, Map<String, Node> before) {
    Map<String, Path> entries = new TreeMap<>(RawText.BYTE_ORDER);
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        if (!excludes.match(entry)) {
          entries.put(RawPaths.nameOf(entry), entry);
        }
      }
    } catch (IOException e) {
      session.tally().unread(directory.toString(), reason(e));
    } catch (DirectoryIteratorException e) {
      session.tally().unread(directory.toString(), "cannot be listed: " + e.getMessage());
    }
    List<Supplier<Node>> nodes = new ArrayList<>();
    entries.forEach(
        (name, entry) -> {
          Supplier<Node> node = saveEntry(entry, name, before.get(name));
          if (node != null) {
            nodes.add(node);
          }
        });
    return saveTree(nodes);
  }

  /** Content may still be on its way when this returns; the supplier waits for it. */
  private @Nullable Supplier<Node> saveEntry(Path path, String name, @Nullable Node was) {
    session.mayGoOn();
    try {
      Inspected found = inspector.inspect(path);
      return switch (found.type()) {
        case FILE -> saveFile(path, name, found, was);
        case DIRECTORY -> finishedDirectory(name, found, saveDirectory(path, childrenOf(was)), was);
        case SYMLINK -> {
          Node link = Node.symlink(name, found.metadata(), FileInspector.readLink(path));
          yield () -> link;
        }
        case BLOCK_DEVICE, CHARACTER_DEVICE, FIFO, SOCKET -> {
          Node special = Node.special(name, found.type(), found.metadata());
          yield () -> special;
        }
      };
    } catch (IOException e) {
      session.tally().unread(path.toString(), reason(e));
      return null;
    }
  }

  private Supplier<Node> saveFile(Path path, String name, Inspected found, @Nullable Node was)
      throws IOException {
    if (was != null && isUnmodified(was, found)) {
      session.tally().file(Tally.Change.UNMODIFIED);
      session.tally().addBytes(was.size());
      session.reportProgress();
      Node node = Node.file(name, found.metadata(), was.size(), was.content());
      return () -> node;
    }
    ContentStream content = new ContentStream(session);
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        content.write(buffer, 0, n);
      }
    }
    content.finish();
    session.tally().file(was == null ? Tally.Change.ADDED : Tally.Change.CHANGED);
    session.reportProgress();
    return () -> Node.file(name, found.metadata(), content.size(), content.blobs());
  }

  private Supplier<Node> finishedDirectory(
      String name, Inspected found, BlobId tree, @Nullable Node was) {
    Tally.Change change =
        was == null
            ? Tally.Change.ADDED
            : tree.equals(was.subtree()) ? Tally.Change.UNMODIFIED : Tally.Change.CHANGED;
    session.tally().directory(change);
    Node node = Node.directory(name, found.metadata(), tree);
    return () -> node;
  }

  private BlobId saveTree(List<Supplier<Node>> nodes) {
    List<Node> finished = nodes.stream().map(Supplier::get).toList();
    return session.writer().addNow(BlobType.TREE, TreeCodec.encode(finished));
  }

  private boolean isUnmodified(Node was, Inspected found) {
    return !source.force()
        && was.type() == NodeType.FILE
        && was.size() == found.size()
        && was.metadata().inode() == found.metadata().inode()
        && was.metadata().modified().equals(found.metadata().modified())
        && was.metadata().changed().equals(found.metadata().changed())
        && was.content().stream().allMatch(id -> session.index().contains(BlobType.DATA, id));
  }

  private Map<String, Node> parentRoot() {
    return parent == null ? Map.of() : byName(parent.tree());
  }

  private Map<String, Node> childrenOf(@Nullable Node was) {
    return was == null || was.subtree() == null ? Map.of() : byName(was.subtree());
  }

  private Map<String, Node> byName(BlobId tree) {
    if (!session.index().contains(BlobType.TREE, tree)) {
      return Map.of();
    }
    Map<String, Node> nodes = new HashMap<>();
    parentTrees.read(tree).forEach(node -> nodes.put(node.name(), node));
    return nodes;
  }

  private static String reason(IOException e) {
    return e instanceof AccessDeniedException
        ? "permission denied"
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
