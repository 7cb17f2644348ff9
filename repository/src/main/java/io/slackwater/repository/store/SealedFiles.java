// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.crypto.MacMismatchException;
import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.error.DamagedFileException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.id.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Reads and writes the JSON files of a repository: compressed, encrypted, named after the hash of
 * the encrypted file. The config alone is neither compressed nor named so. Thread-safe.
 */
public final class SealedFiles {

  private static final byte COMPRESSED = 2;
  private static final int LEVEL = 3;

  private final Backend backend;
  private final MasterKey key;

  public SealedFiles(Backend backend, MasterKey key) {
    this.backend = backend;
    this.key = key;
  }

  /** Writes a file of the kind and returns its name. */
  public RepositoryFile save(FileKind kind, byte[] json) {
    return save(kind, json, file -> {});
  }

  /**
   * Writes a file of the kind and returns its name.
   *
   * @param beforehand told the name before the file is written; when it throws, nothing is written
   */
  public RepositoryFile save(FileKind kind, byte[] json, Consumer<RepositoryFile> beforehand) {
    byte[] compressed = Zstd.compress(json, LEVEL);
    byte[] plain = new byte[compressed.length + 1];
    plain[0] = COMPRESSED;
    System.arraycopy(compressed, 0, plain, 1, compressed.length);
    byte[] sealed = key.encrypt(plain);
    RepositoryFile file = new RepositoryFile(kind, Sha256.of(sealed).hex());
    beforehand.accept(file);
    backend.save(file, ByteBuffer.wrap(sealed));
    return file;
  }

  /**
   * Reads a file and checks it against its name.
   *
   * @throws DamagedFileException if it is not what was written
   */
  public byte[] load(RepositoryFile file) {
    byte[] sealed = backend.load(file);
    if (file.kind() != FileKind.CONFIG && !Sha256.of(sealed).hex().equals(file.name())) {
      throw new DamagedFileException(
          file, "its content (%d bytes) does not match its name".formatted(sealed.length), null);
    }
    try {
      return unwrap(key.decrypt(sealed));
    } catch (MacMismatchException | IOException e) {
      throw new DamagedFileException(file, e.getMessage(), e);
    }
  }

  private static byte[] unwrap(byte[] plain) throws IOException {
    if (plain.length == 0) {
      throw new IOException("the file is empty");
    }
    return switch (plain[0]) {
      case '{', '[' -> plain;
      case COMPRESSED -> {
        ByteArrayInputStream rest = new ByteArrayInputStream(plain, 1, plain.length - 1);
        try (ZstdInputStream zstd = new ZstdInputStream(rest)) {
          yield zstd.readAllBytes();
        }
      }
      default -> throw new IOException("unknown encoding " + plain[0]);
    };
  }
}
