// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend.local;

import io.slackwater.repository.backend.LocationIndex;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.error.LocalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The list of repositories below a directory. A file appears there whole. */
public final class LocalIndex implements LocationIndex {

  private final Path root;

  /** The list at a location. */
  public LocalIndex(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public void add(String path) {
    Path target = root.resolve(FOLDER).resolve(LocationIndex.requirePath(path));
    Path temporary = target.resolveSibling(".tmp-" + UUID.randomUUID());
    if (Files.exists(target)) {
      return;
    }
    try {
      Files.createDirectories(target.getParent());
      try {
        write(temporary, LocationIndex.content(path));
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw failure("list repository " + path, e);
    }
  }

  @Override
  public List<String> list() {
    if (!Files.isDirectory(root)) {
      throw new BackendException(
          root.toString(),
          "read the list of repositories",
          "there is no such directory: check the location's path, and that it is mounted here",
          null);
    }
    Path folder = root.resolve(FOLDER);
    try (Stream<Path> files = Files.find(folder, Integer.MAX_VALUE, (p, a) -> a.isRegularFile())) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(path -> PATH.matcher(path).matches())
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw failure("read the list of repositories", e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        // A temporary file vanished during the walk; walk again.
        return list();
      }
      throw new BackendException(
          root.toString(), "read the list of repositories", String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    // Every file is closed after its use.
  }

  private static void write(Path file, String content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW))) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private BackendException failure(String action, IOException e) {
    return new BackendException(root.toString(), action, LocalFailure.explain(e), e);
  }
}
