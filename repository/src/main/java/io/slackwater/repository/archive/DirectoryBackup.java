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
import io.slackwater.repository.tree.TreeReader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private final BackupSession session;
  private final DirectorySource source;
  private final @Nullable Snapshot parent;
  private final TreeReader parentTrees;
  private final Excludes excludes;
  private final FileInspector inspector = new FileInspector();
  private final OpenDirectories open;
  private final ChunkerRule rule;

  DirectoryBackup(BackupSession session, DirectorySource source, @Nullable Snapshot parent) {
    this.session = session;
    this.source = source;
    this.parent = parent;
    this.parentTrees = new TreeReader(session.store().reader());
    this.excludes = new Excludes(source.excludes());
    this.open = new OpenDirectories(session);
    this.rule = new ChunkerRule(session.store(), session.index());
  }

  SnapshotResult run() {
    for (Path path : source.paths()) {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new SourceException(path.toString(), "it does not exist", null);
      }
    }
    BackupTargets targets = BackupTargets.of(source.paths());
    Supplier<BlobId> tree =
        targets.whole()
            ? saveDirectory(targets.path(), parentRoot())
            : saveChosen(targets, parentRoot());
    open.finish();
    SnapshotId parentId = parent == null ? null : parent.id();
    List<String> paths =
        source.paths().stream().map(p -> p.toAbsolutePath().normalize().toString()).toList();
    return session.commit(tree.get(), parentId, paths, source.excludes());
  }

  private Supplier<BlobId> saveChosen(BackupTargets targets, ParentTree before) {
    List<Supplier<Node>> nodes = new ArrayList<>();
    targets
        .children()
        .forEach(
            (name, child) -> {
              Node was = before.entry(name);
              Supplier<Node> node =
                  child.whole() ? saveEntry(child.path(), name, was) : saveParent(child, name, was);
              if (node != null) {
                nodes.add(node);
              }
            });
    return open.add(nodes, before);
  }

  private @Nullable Supplier<Node> saveParent(
      BackupTargets targets, String name, @Nullable Node was) {
    try {
      Inspected found = inspector.inspect(targets.path(), source.force() ? null : was);
      Supplier<BlobId> tree = saveChosen(targets, childrenOf(was));
      return finishedDirectory(name, found, tree, was);
    } catch (IOException e) {
      session.tally().unread(targets.path().toString(), reason(e));
      return null;
    }
  }

  private Supplier<BlobId> saveDirectory(Path directory, ParentTree before) {
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
          Supplier<Node> node = saveEntry(entry, name, before.entry(name));
          if (node != null) {
            nodes.add(node);
          }
        });
    return open.add(nodes, before);
  }

  /** Content may still be on its way when this returns; the supplier waits for it. */
  private @Nullable Supplier<Node> saveEntry(Path path, String name, @Nullable Node was) {
    session.mayGoOn();
    try {
      Inspected found = inspector.inspect(path, source.force() ? null : was);
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
    FileReading content = new FileReading(session, rule);
    List<ChangedRange> ranges = source.changedRanges().get(path.toAbsolutePath().normalize());
    if (ranges == null || was == null || source.force()) {
      content.read(path, found.size(), was);
    } else {
      content.readChanged(path, found.size(), was, ranges);
    }
    session.tally().file(was == null ? Tally.Change.ADDED : Tally.Change.CHANGED);
    session.reportProgress();
    if (content.size() != found.size() || !inspector.isSame(path, found)) {
      session.tally().changedWhileRead(path.toString());
    }
    return () -> Node.file(name, found.metadata(), content.size(), content.blobs());
  }

  private Supplier<Node> finishedDirectory(
      String name, Inspected found, Supplier<BlobId> tree, @Nullable Node was) {
    return () -> {
      BlobId id = tree.get();
      Tally.Change change =
          was == null
              ? Tally.Change.ADDED
              : id.equals(was.subtree()) ? Tally.Change.UNMODIFIED : Tally.Change.CHANGED;
      session.tally().directory(change);
      return Node.directory(name, found.metadata(), id);
    };
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

  private ParentTree parentRoot() {
    return parent == null ? ParentTree.NONE : parentTree(parent.tree());
  }

  private ParentTree childrenOf(@Nullable Node was) {
    return was == null || was.subtree() == null ? ParentTree.NONE : parentTree(was.subtree());
  }

  private ParentTree parentTree(BlobId tree) {
    return session.index().contains(BlobType.TREE, tree)
        ? new ParentTree(tree, parentTrees.read(tree))
        : ParentTree.NONE;
  }

  private static String reason(IOException e) {
    return e instanceof AccessDeniedException
        ? "permission denied"
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
