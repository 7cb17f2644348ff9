// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.lock.Locks;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.repository.store.Store;
import io.slackwater.repository.tree.GoFileMode;
import io.slackwater.repository.tree.Node;
import io.slackwater.repository.tree.NodeMetadata;
import io.slackwater.repository.tree.RawText;
import io.slackwater.repository.tree.TreeCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A snapshot of streams: any number of files, each written as an {@link OutputStream} of unknown
 * length, then one {@link #commit}. Closed without commit, because the producer failed or its
 * trailer did not match, it leaves NO snapshot.
 *
 * <pre>{@code
 * try (SnapshotWriter snapshot = repository.beginSnapshot(labels, control)) {
 *   try (OutputStream out = snapshot.newFile("/orders.dump")) {
 *     dump.transferTo(out);
 *   }
 *   verifyTrailer();
 *   snapshot.addFile("/globals.sql", globals);
 *   SnapshotResult result = snapshot.commit();
 * }
 * }</pre>
 *
 * Holds a shared lock until closed. Different files may be written by different threads; each
 * stream by one at a time.
 */
public final class SnapshotWriter implements AutoCloseable {

  private static final long FILE_MODE = 0644;
  private static final long DIRECTORY_MODE = GoFileMode.DIRECTORY | 0755;

  private final BackupSession session;
  private final Folder root = new Folder();
  private final List<String> paths = new ArrayList<>();
  private int openFiles;
  private boolean committed;

  public SnapshotWriter(
      Store store, Locks locks, ClientContext client, SnapshotLabels labels, Control control) {
    this.session = new BackupSession(store, locks, client, labels, control);
  }

  /**
   * Begins a file. It becomes part of the snapshot when its stream is closed.
   *
   * @param path with slashes, for example {@code /databases/orders.dump}
   * @throws IllegalArgumentException if the path is no file path, or taken
   */
  public synchronized OutputStream newFile(String path) {
    if (committed) {
      throw new IllegalStateException("the snapshot is committed already");
    }
    FileStream stream = new FileStream();
    root.put(parts(path), stream);
    paths.add(path.startsWith("/") ? path : "/" + path);
    openFiles++;
    return stream;
  }

  /** Adds a file whose content is at hand. */
  public void addFile(String path, byte[] content) {
    try (OutputStream out = newFile(path)) {
      out.write(content);
    } catch (IOException e) {
      throw new IllegalStateException("a repository stream throws repository exceptions only", e);
    }
  }

  /**
   * Adds a file read from a stream to its end.
   *
   * @throws IOException if the input fails; then do not commit
   */
  public void addFile(String path, InputStream content) throws IOException {
    try (OutputStream out = newFile(path)) {
      content.transferTo(out);
    }
  }

  /** Returns the plain bytes written so far. */
  public long bytesWritten() {
    return session.tally().bytes();
  }

  /**
   * Writes the snapshot; afterwards it is durable.
   *
   * @throws IllegalStateException if a file is still open, none was written, or it was committed
   *     before
   */
  public synchronized SnapshotResult commit() {
    if (committed || openFiles > 0 || paths.isEmpty()) {
      throw new IllegalStateException(
          committed ? "committed already" : paths.isEmpty() ? "no file" : "a file is still open");
    }
    committed = true;
    return session.commit(root.save(), null, paths, List.of());
  }

  /** Releases the lock; without a commit before, nothing of this is a snapshot. */
  @Override
  public void close() {
    session.close();
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..") || part.equals(".") || part.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("not a path of a file in a snapshot: " + path);
      }
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    if (parts.isEmpty() || path.endsWith("/")) {
      throw new IllegalArgumentException("not a path of a file in a snapshot: " + path);
    }
    return parts;
  }

  private sealed interface Entry {
    Node save(String name);
  }

  /** A directory made up around the files. */
  private final class Folder implements Entry {
    private final Map<String, Entry> entries = new TreeMap<>(RawText.BYTE_ORDER);

    void put(List<String> parts, FileStream file) {
      String name = parts.getFirst();
      Entry there = entries.get(name);
      if (parts.size() == 1) {
        if (there != null) {
          throw new IllegalArgumentException("the snapshot has this path already: " + name);
        }
        entries.put(name, file);
        return;
      }
      if (there == null) {
        there = new Folder();
        entries.put(name, there);
        session.tally().directory(Tally.Change.ADDED);
      }
      if (!(there instanceof Folder folder)) {
        throw new IllegalArgumentException("a file of the snapshot lies in the way: " + name);
      }
      folder.put(parts.subList(1, parts.size()), file);
    }

    BlobId save() {
      List<Node> nodes = new ArrayList<>();
      entries.forEach((name, entry) -> nodes.add(entry.save(name)));
      return session.writer().addNow(BlobType.TREE, TreeCodec.encode(nodes));
    }

    @Override
    public Node save(String name) {
      return Node.directory(name, NodeMetadata.madeUp(DIRECTORY_MODE, session.time()), save());
    }
  }

  /** A file that is being written. */
  private final class FileStream extends OutputStream implements Entry {
    private final ContentStream content = new ContentStream(session);
    private boolean closed;

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      if (closed) {
        throw new IllegalStateException("the file is closed already");
      }
      content.write(bytes, offset, length);
    }

    @Override
    public void close() {
      synchronized (SnapshotWriter.this) {
        if (!closed) {
          closed = true;
          openFiles--;
          content.finish();
          session.tally().file(Tally.Change.ADDED);
          session.reportProgress();
        }
      }
    }

    @Override
    public Node save(String name) {
      NodeMetadata metadata = NodeMetadata.madeUp(FILE_MODE, session.time());
      return Node.file(name, metadata, content.size(), content.blobs());
    }
  }
}
