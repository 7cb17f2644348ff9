// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.error.LocalFailure;
import io.slackwater.repository.error.RestoreException;
import io.slackwater.repository.posix.PosixException;
import io.slackwater.repository.posix.SpecialFiles;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.progress.Progress;
import io.slackwater.repository.store.BlobReader;
import io.slackwater.repository.tree.Node;
import io.slackwater.repository.tree.NodeMetadata;
import io.slackwater.repository.tree.NodeType;
import io.slackwater.repository.tree.RawPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes nodes into a directory: directories first, files by two workers, then hard links, and the
 * directories' own times last. Never follows a symbolic link that lies in the target. One instance
 * per restore.
 */
final class DirectoryRestore {

  private static final long REPORT_EVERY_NANOS = 100_000_000;
  private static final Path ROOT = Path.of("");

  private final SnapshotBrowser browser;
  private final PathFilter filter;
  private final List<Path> names = new ArrayList<>();
  private final FileRestorer files;
  private final Set<Path> made = new HashSet<>();
  private final Control control;
  private final MetadataRestorer metadata = new MetadataRestorer();
  private final Map<HardLink, Path> firstNames = new HashMap<>();
  private final List<Map.Entry<Path, Path>> links = new ArrayList<>();
  private final Deque<Map.Entry<Path, NodeMetadata>> directories = new ArrayDeque<>();
  private final AtomicLong reportedNanos = new AtomicLong(System.nanoTime() - REPORT_EVERY_NANOS);
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong fileCount = new AtomicLong();
  private long otherCount;
  private long metFiles;

  private record HardLink(long device, long inode) {}

  /** A directory, which is made when the first entry in it is; null stands for the target. */
  private final class Folder {
    private final @Nullable Folder parent;
    private final Path path;
    private final NodeMetadata metadata;
    private boolean there;

    Folder(@Nullable Folder parent, Path path, NodeMetadata metadata) {
      this.parent = parent;
      this.path = path;
      this.metadata = metadata;
    }

    void make() {
      if (there) {
        return;
      }
      if (parent != null) {
        parent.make();
      }
      at(path, () -> makeDirectory(path));
      directories.push(Map.entry(path, metadata));
      there = true;
    }
  }

  DirectoryRestore(SnapshotBrowser browser, BlobReader blobs, PathFilter filter, Control control) {
    this.filter = filter;
    this.browser = browser;
    this.files = new FileRestorer(blobs, new RestoreWorkers(), this::written, this::fileDone);
    this.control = control;
  }

  RestoreResult run(String subPath, Path target) {
    long started = System.nanoTime();
    Node start = browser.find(subPath);
    try (files) {
      at(target, () -> Files.createDirectories(target));
      if (start != null && start.type() != NodeType.DIRECTORY) {
        names.add(RawPaths.resolve(ROOT, start.name()));
        restore(start, target, null);
      } else {
        if (start != null) {
          directories.push(Map.entry(target, start.metadata()));
        }
        restoreChildren(start, subPath, target, null);
      }
      files.finish();
    }
    for (Map.Entry<Path, Path> link : links) {
      at(link.getKey(), () -> Files.createLink(link.getKey(), link.getValue()));
      fileCount.incrementAndGet();
    }
    long directoryCount = directories.size();
    while (!directories.isEmpty()) {
      Map.Entry<Path, NodeMetadata> last = directories.pop();
      at(last.getKey(), () -> metadata.apply(last.getKey(), last.getValue(), false));
    }
    return new RestoreResult(
        fileCount.get(),
        directoryCount,
        otherCount,
        bytes.get(),
        Duration.ofNanos(System.nanoTime() - started),
        metadata.warnings());
  }

  private void restoreChildren(
      @Nullable Node directory, String path, Path target, @Nullable Folder folder) {
    for (Node node : browser.childrenOf(directory, path)) {
      names.add(RawPaths.resolve(ROOT, node.name()));
      restore(node, target, folder);
      names.removeLast();
    }
  }

  private void restore(Node node, Path parent, @Nullable Folder folder) {
    control.cancellation().throwIfCancelled();
    Path path = RawPaths.resolve(parent, node.name());
    boolean selected = filter.selects(names);
    if (node.type() == NodeType.DIRECTORY && filter.maySelectBelow(names)) {
      Folder itself = new Folder(folder, path, node.metadata());
      if (selected) {
        itself.make();
      }
      restoreChildren(node, path.toString(), path, itself);
      made.remove(path);
    } else if (selected) {
      if (folder != null) {
        folder.make();
      }
      restoreEntry(node, path, parent);
    }
  }

  private void restoreEntry(Node node, Path path, Path parent) {
    switch (node.type()) {
      case DIRECTORY -> throw new IllegalArgumentException("a directory is more than an entry");
      case FILE -> {
        at(path, () -> clear(path, parent));
        if (isFurtherName(node, path)) {
          return;
        }
        files.add(new RestoredFile(path, node, metFiles++));
      }
      case SYMLINK -> {
        at(
            path,
            () -> {
              clear(path, parent);
              Files.createSymbolicLink(path, RawPaths.linkTarget(path, node.linkTarget()));
              metadata.apply(path, node.metadata(), true);
            });
        otherCount++;
      }
      case BLOCK_DEVICE, CHARACTER_DEVICE, FIFO -> at(path, () -> makeSpecial(path, parent, node));
      // Only who listens on a socket can make it.
      case SOCKET -> metadata.warn("%s: a socket is not restored".formatted(path));
    }
  }

  private boolean isFurtherName(Node node, Path path) {
    if (!node.isHardLink()) {
      return false;
    }
    HardLink identity = new HardLink(node.metadata().deviceId(), node.metadata().inode());
    Path first = firstNames.putIfAbsent(identity, path);
    if (first != null) {
      links.add(Map.entry(path, first));
    }
    return first != null;
  }

  private void makeSpecial(Path path, Path parent, Node node) throws IOException {
    clear(path, parent);
    int type =
        switch (node.type()) {
          case BLOCK_DEVICE -> SpecialFiles.BLOCK_DEVICE;
          case CHARACTER_DEVICE -> SpecialFiles.CHARACTER_DEVICE;
          default -> SpecialFiles.FIFO;
        };
    try {
      SpecialFiles.make(RawPaths.bytesOf(path), type | 0600, node.metadata().device());
    } catch (PosixException e) {
      if (!e.unsupportedOrDenied()) {
        throw e;
      }
      metadata.warn(
          "%s: a %s is not restored: %s".formatted(path, node.type().word(), e.getMessage()));
      return;
    }
    metadata.apply(path, node.metadata(), false);
    otherCount++;
  }

  private void written(long count) {
    bytes.addAndGet(count);
    control.cancellation().throwIfCancelled();
    long now = System.nanoTime();
    long last = reportedNanos.get();
    if (now - last >= REPORT_EVERY_NANOS && reportedNanos.compareAndSet(last, now)) {
      control.listener().onProgress(new Progress(fileCount.get(), 0, bytes.get(), 0));
    }
  }

  private void fileDone(RestoredFile file) {
    at(file.path(), () -> metadata.apply(file.path(), file.node().metadata(), false));
    fileCount.incrementAndGet();
  }

  private void makeDirectory(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(path);
      Files.createDirectory(path);
      made.add(path);
    }
  }

  /** Removes what is in the way; in a directory just made there is nothing. */
  private void clear(Path path, Path parent) throws IOException {
    if (made.contains(parent)) {
      return;
    }
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("a directory lies where a file belongs; remove it first");
    }
    Files.deleteIfExists(path);
  }

  /** A step that touches the file system. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private static void at(Path path, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new RestoreException(path.toString(), LocalFailure.explain(e), e);
    }
  }
}
