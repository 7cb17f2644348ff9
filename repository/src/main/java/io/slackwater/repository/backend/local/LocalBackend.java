// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend.local;

import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.error.FileMissingException;
import io.slackwater.repository.error.LocalFailure;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.id.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A repository in a directory, laid out as restic's local backend does. A file is written under a
 * temporary name, synced, renamed (or linked, where it must not exist), and its directory synced.
 */
public final class LocalBackend implements Backend {

  private static final Pattern TEMPORARY = Pattern.compile("(config|[0-9a-f]{64})-tmp-[0-9a-f-]+");
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;

  /**
   * @param root the directory; created with the first file that is written
   */
  public LocalBackend(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public String location() {
    return root.toString();
  }

  @Override
  public void save(RepositoryFile file, ByteBuffer content) {
    Path target = path(file);
    try {
      Path temporary = writeTemporary(file, target, content);
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
      syncDirectory(target);
    } catch (IOException e) {
      throw failure("write " + file, e);
    }
  }

  @Override
  public boolean saveIfAbsent(RepositoryFile file, ByteBuffer content) {
    Path target = path(file);
    try {
      if (Files.exists(target)) {
        return false;
      }
      Path temporary = writeTemporary(file, target, content);
      try {
        Files.createLink(target, temporary);
      } catch (FileAlreadyExistsException e) {
        return false;
      } finally {
        Files.deleteIfExists(temporary);
      }
      syncDirectory(target);
      return true;
    } catch (IOException e) {
      throw failure("write " + file, e);
    } catch (UnsupportedOperationException e) {
      throw new BackendException(
          location(), "write " + file, "the file system has no hard links; use another one", e);
    }
  }

  @Override
  public byte[] load(RepositoryFile file) {
    try {
      return Files.readAllBytes(path(file));
    } catch (NoSuchFileException e) {
      throw new FileMissingException(location(), file, e);
    } catch (IOException e) {
      throw failure("read " + file, e);
    }
  }

  @Override
  public byte[] load(RepositoryFile file, long offset, int length) {
    try (LocalFile opened = LocalFile.open(path(file), offset, length)) {
      byte[] target = new byte[length];
      opened.read(offset, target, length);
      return target;
    } catch (NoSuchFileException e) {
      throw new FileMissingException(location(), file, e);
    } catch (IOException e) {
      throw failure("read " + file, e);
    }
  }

  @Override
  public void load(RepositoryFile file, long offset, byte[] target, int length) {
    try (LocalFile opened = LocalFile.open(path(file), offset, length)) {
      opened.read(offset, target, length);
    } catch (NoSuchFileException e) {
      throw new FileMissingException(location(), file, e);
    } catch (IOException e) {
      throw failure("read " + file, e);
    }
  }

  @Override
  public boolean exists(RepositoryFile file) {
    return Files.exists(path(file));
  }

  @Override
  public List<StoredFile> list(FileKind kind) {
    List<StoredFile> found = new ArrayList<>();
    for (Path path : paths(kind)) {
      String name = path.getFileName().toString();
      boolean valid = kind == FileKind.CONFIG ? name.equals("config") : Sha256.isHex(name);
      if (valid) {
        try {
          found.add(new StoredFile(new RepositoryFile(kind, name), Files.size(path)));
        } catch (NoSuchFileException e) {
          // Removed by somebody else since it was listed: a list taken a moment later lacks it too.
          continue;
        } catch (IOException e) {
          throw failure("list " + kind.folder(), e);
        }
      }
    }
    return found;
  }

  @Override
  public void delete(RepositoryFile file) {
    try {
      Files.deleteIfExists(path(file));
    } catch (IOException e) {
      throw failure("delete " + file, e);
    }
  }

  @Override
  public int deleteLeftovers() {
    int deleted = 0;
    for (FileKind kind : FileKind.values()) {
      if (kind == FileKind.LOCK || kind == FileKind.CONFIG) {
        continue;
      }
      for (Path path : paths(kind)) {
        if (TEMPORARY.matcher(path.getFileName().toString()).matches()) {
          try {
            Files.deleteIfExists(path);
          } catch (IOException e) {
            throw failure("delete left-over " + path.getFileName(), e);
          }
          deleted++;
        }
      }
    }
    return deleted;
  }

  @Override
  public void close() {
    // Every file is closed after its use.
  }

  private List<Path> paths(FileKind kind) {
    Path folder = kind == FileKind.CONFIG ? root : root.resolve(kind.folder());
    int depth = kind == FileKind.PACK ? 2 : 1;
    try (Stream<Path> walk = Files.find(folder, depth, (path, a) -> a.isRegularFile())) {
      return walk.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw failure("list " + kind.folder(), e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        // A file vanished during the walk; walk again.
        return paths(kind);
      }
      throw new BackendException(
          location(), "list " + kind.folder(), String.valueOf(e.getMessage()), e);
    }
  }

  private Path path(RepositoryFile file) {
    return root.resolve(file.path());
  }

  private static Path writeTemporary(RepositoryFile file, Path target, ByteBuffer content)
      throws IOException {
    Path folder = folderOf(target);
    Path temporary = folder.resolve(file.name() + "-tmp-" + UUID.randomUUID());
    try {
      LocalFile.write(temporary, content.duplicate());
    } catch (NoSuchFileException e) {
      Files.createDirectories(folder, PRIVATE_DIRECTORY);
      LocalFile.write(temporary, content.duplicate());
    }
    return temporary;
  }

  private static void syncDirectory(Path target) throws IOException {
    try (FileChannel directory = FileChannel.open(folderOf(target), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static Path folderOf(Path target) {
    Path folder = target.getParent();
    if (folder == null) {
      throw new IllegalArgumentException("not below a directory: " + target);
    }
    return folder;
  }

  private BackendException failure(String action, IOException e) {
    return new BackendException(location(), action, LocalFailure.explain(e), e);
  }
}
