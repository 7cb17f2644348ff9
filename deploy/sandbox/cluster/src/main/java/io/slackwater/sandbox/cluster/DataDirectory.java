// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;

/** A cluster's directory, held by one server at a time. */
final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final RandomAccessFile lockFile;

  private DataDirectory(Path path, RandomAccessFile lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Takes the directory, making it if needed.
   *
   * @throws SandboxClusterException when another server has it
   */
  static DataDirectory take(Path path) {
    try {
      Files.createDirectories(path);
      RandomAccessFile file = new RandomAccessFile(path.resolve("lock").toFile(), "rw");
      FileLock lock = file.getChannel().tryLock();
      if (lock == null) {
        file.close();
        throw new SandboxClusterException(
            "another server is using " + path + "; stop it or give another --data");
      }
      return new DataDirectory(path, file);
    } catch (IOException failure) {
      throw new SandboxClusterException("cannot use the directory " + path, failure);
    }
  }

  Path journal() {
    return path.resolve("objects.journal");
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException failure) {
      throw new SandboxClusterException("cannot give up " + path, failure);
    }
  }
}
