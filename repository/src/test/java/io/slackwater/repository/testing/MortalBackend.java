// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.testing;

import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;

/**
 * A storage whose client dies at its n-th change: from then on nothing reaches the storage any
 * more. Changes come one after the other. Thread-safe.
 */
public final class MortalBackend implements Backend {

  /** What becomes of the change at which the client dies. */
  public enum Death {
    /** It never reaches the storage. */
    BEFORE,
    /** The storage makes it, but the client does not hear of it. */
    AFTER
  }

  private final Backend target;
  private final int deadly;
  private final Death death;
  private int changes;
  private boolean dead;

  /**
   * @param deadly the change at which the client dies, from 1
   */
  public MortalBackend(Backend target, int deadly, Death death) {
    this.target = target;
    this.deadly = deadly;
    this.death = death;
  }

  /** Tells whether the client died. */
  public synchronized boolean isDead() {
    return dead;
  }

  private synchronized <T> T change(Supplier<T> change) {
    mustLive();
    changes++;
    dead = changes == deadly;
    if (dead && death == Death.BEFORE) {
      mustLive();
    }
    T result = change.get();
    mustLive();
    return result;
  }

  private synchronized void mustLive() {
    if (dead) {
      throw new BackendException(location(), "go on", "the client is dead", null);
    }
  }

  @Override
  public String location() {
    return target.location();
  }

  @Override
  public void save(RepositoryFile file, ByteBuffer content) {
    change(
        () -> {
          target.save(file, content);
          return true;
        });
  }

  @Override
  public boolean saveIfAbsent(RepositoryFile file, ByteBuffer content) {
    return change(() -> target.saveIfAbsent(file, content));
  }

  @Override
  public byte[] load(RepositoryFile file) {
    mustLive();
    return target.load(file);
  }

  @Override
  public byte[] load(RepositoryFile file, long offset, int length) {
    mustLive();
    return target.load(file, offset, length);
  }

  @Override
  public boolean exists(RepositoryFile file) {
    mustLive();
    return target.exists(file);
  }

  @Override
  public List<StoredFile> list(FileKind kind) {
    mustLive();
    return target.list(kind);
  }

  @Override
  public void delete(RepositoryFile file) {
    change(
        () -> {
          target.delete(file);
          return true;
        });
  }

  @Override
  public int deleteLeftovers() {
    return change(target::deleteLeftovers);
  }

  @Override
  public void close() {
    target.close();
  }
}
