// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend;

import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.error.FileMissingException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A storage for the files of one repository. Files are written once, whole, and never changed.
 * Implementations are thread-safe and shared by all users of the repository in this process.
 *
 * <p>Every method throws {@link BackendException} when the storage fails, with a message that says
 * what to do.
 */
public interface Backend extends AutoCloseable {

  /**
   * Returns where the repository is, as {@link RepositoryLocation} writes it; holds no credentials.
   */
  String location();

  /**
   * Writes a file durably: when this returns it survives a crash; before, it is not visible under
   * its name. If it exists it is replaced, which for files named after their hash changes nothing.
   *
   * @param content what to write, from position to limit; not kept
   */
  void save(RepositoryFile file, ByteBuffer content);

  /**
   * Writes a file durably unless one of that name exists. Of several callers, in any process,
   * exactly one succeeds.
   *
   * @return whether this call wrote it
   */
  boolean saveIfAbsent(RepositoryFile file, ByteBuffer content);

  /**
   * Reads a whole file.
   *
   * @throws FileMissingException if it does not exist
   */
  byte[] load(RepositoryFile file);

  /**
   * Reads a part of a file.
   *
   * @throws FileMissingException if it does not exist
   * @throws BackendException if the file ends before the part does
   */
  byte[] load(RepositoryFile file, long offset, int length);

  /**
   * Reads a part of a file into the start of an array that is used again.
   *
   * @throws FileMissingException if it does not exist
   * @throws BackendException if the file ends before the part does
   */
  default void load(RepositoryFile file, long offset, byte[] target, int length) {
    System.arraycopy(load(file, offset, length), 0, target, 0, length);
  }

  /** Tells whether a file exists. */
  boolean exists(RepositoryFile file);

  /** Lists the files of one kind; names that cannot be a repository's are left out. */
  List<StoredFile> list(FileKind kind);

  /** Removes a file; does nothing if it does not exist. */
  void delete(RepositoryFile file);

  /**
   * Removes what crashed writers left behind. Only called while the repository is locked
   * exclusively.
   *
   * @return how many left-over files were removed
   */
  int deleteLeftovers();

  /** Frees connections. Does not throw. */
  @Override
  void close();

  /**
   * A file as listed.
   *
   * @param file which
   * @param size its bytes
   */
  record StoredFile(RepositoryFile file, long size) {}
}
