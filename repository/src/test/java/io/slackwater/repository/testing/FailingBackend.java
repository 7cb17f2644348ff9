// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.testing;

import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A storage that passes everything on, records what was written and deleted, and fails from a
 * chosen point on.
 */
public final class FailingBackend implements Backend {

  private final Backend target;
  private final List<RepositoryFile> written = new CopyOnWriteArrayList<>();
  private final List<RepositoryFile> deleted = new CopyOnWriteArrayList<>();
  private volatile Predicate<RepositoryFile> failing = file -> false;
  private volatile boolean dead;

  public FailingBackend(Backend target) {
    this.target = target;
  }

  /**
   * From the first write or delete of such a file on, every write and delete fails, as after a
   * crash.
   */
  public void dieAt(Predicate<RepositoryFile> file) {
    failing = file;
  }

  /** Returns the files written, in order. */
  public List<RepositoryFile> written() {
    return written;
  }

  /** Returns the files deleted, in order. */
  public List<RepositoryFile> deleted() {
    return deleted;
  }

  private void change(RepositoryFile file, List<RepositoryFile> record) {
    synchronized (this) {
      dead = dead || failing.test(file);
      if (dead) {
        throw new BackendException(location(), "write " + file, "the test wants it so", null);
      }
      record.add(file);
    }
  }

  @Override
  public String location() {
    return target.location();
  }

  @Override
  public void save(RepositoryFile file, ByteBuffer content) {
    change(file, written);
    target.save(file, content);
  }

  @Override
  public boolean saveIfAbsent(RepositoryFile file, ByteBuffer content) {
    change(file, written);
    return target.saveIfAbsent(file, content);
  }

  @Override
  public byte[] load(RepositoryFile file) {
    return target.load(file);
  }

  @Override
  public byte[] load(RepositoryFile file, long offset, int length) {
    return target.load(file, offset, length);
  }

  @Override
  public boolean exists(RepositoryFile file) {
    return target.exists(file);
  }

  @Override
  public List<StoredFile> list(FileKind kind) {
    return target.list(kind);
  }

  @Override
  public void delete(RepositoryFile file) {
    change(file, deleted);
    target.delete(file);
  }

  @Override
  public int deleteLeftovers() {
    return target.deleteLeftovers();
  }

  @Override
  public void close() {
    target.close();
  }
}
