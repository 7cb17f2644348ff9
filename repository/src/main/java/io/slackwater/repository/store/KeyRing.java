// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.Backend.StoredFile;
import io.slackwater.repository.crypto.KeyFile;
import io.slackwater.repository.crypto.MacMismatchException;
import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.error.DamagedFileException;
import io.slackwater.repository.error.FileMissingException;
import io.slackwater.repository.error.RepositoryNotFoundException;
import io.slackwater.repository.error.WrongPasswordException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.KeyId;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.id.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The key files of a repository. Thread-safe. */
public final class KeyRing {

  private final Backend backend;
  private final ClientContext client;

  public KeyRing(Backend backend, ClientContext client) {
    this.backend = backend;
    this.client = client;
  }

  /**
   * What a password opened.
   *
   * @param id by which key file
   * @param key the master key
   * @param config the config, which the key decrypts
   */
  public record Opened(KeyId id, MasterKey key, RepositoryConfig config) {}

  /**
   * Tries the password on every key file until one yields a key that decrypts the config. A key
   * file that the password opens, but whose key does not fit the config, was left by a creator who
   * lost the race and died: it is removed, because stock restic would stumble over it.
   *
   * @throws RepositoryNotFoundException if there is no config
   * @throws WrongPasswordException if no key file opens
   * @throws DamagedFileException if key files open, but none fits the config
   */
  public Opened open(Password password) {
    byte[] config = loadConfig();
    List<KeyId> misfits = new ArrayList<>();
    Map<KeyId, KeyFile> files = list();
    for (Map.Entry<KeyId, KeyFile> entry : files.entrySet()) {
      Optional<MasterKey> key = open(entry.getKey(), entry.getValue(), password);
      if (key.isEmpty()) {
        continue;
      }
      try {
        RepositoryConfig decoded = RepositoryConfig.decode(key.get().decrypt(config));
        misfits.forEach(misfit -> backend.delete(misfit.file()));
        return new Opened(entry.getKey(), key.get(), decoded);
      } catch (MacMismatchException e) {
        misfits.add(entry.getKey());
      } catch (IOException e) {
        throw new DamagedFileException(RepositoryFile.CONFIG, e.getMessage(), e);
      }
    }
    if (misfits.isEmpty()) {
      throw new WrongPasswordException(backend.location(), files.size());
    }
    throw new DamagedFileException(
        RepositoryFile.CONFIG, "no key that the password opens decrypts it", null);
  }

  /** Lists the key files that can be read; damaged ones are left to check. */
  public Map<KeyId, KeyFile> list() {
    return list(backend);
  }

  /** As {@link #list()}, of any storage: key files are read without a key. */
  public static Map<KeyId, KeyFile> list(Backend backend) {
    Map<KeyId, KeyFile> keys = new LinkedHashMap<>();
    for (StoredFile stored : backend.list(FileKind.KEY)) {
      try {
        keys.put(KeyId.parse(stored.file().name()), KeyFile.parse(backend.load(stored.file())));
      } catch (FileMissingException e) {
        // Removed since it was listed.
        continue;
      } catch (IOException e) {
        // One damaged key file must not lock out the owners of the others; check names it.
        continue;
      }
    }
    return keys;
  }

  /** Writes a key file by which the password opens the master key. */
  public KeyId add(MasterKey master, Password password) {
    return add(master, password, client.username(), client.hostname());
  }

  /** As {@link #add(MasterKey, Password)}, under names that tell whose it is. */
  public KeyId add(MasterKey master, Password password, String username, String hostname) {
    KeyFile keyFile =
        KeyFile.seal(
            master,
            password,
            KeyFile.Cost.STANDARD,
            username,
            hostname,
            client.clock(),
            client.random());
    byte[] content = keyFile.encode();
    KeyId id = new KeyId(Sha256.of(content));
    backend.save(id.file(), ByteBuffer.wrap(content));
    return id;
  }

  /** Removes a key file. */
  public void remove(KeyId id) {
    backend.delete(id.file());
  }

  private byte[] loadConfig() {
    try {
      return backend.load(RepositoryFile.CONFIG);
    } catch (FileMissingException e) {
      throw new RepositoryNotFoundException(backend.location());
    }
  }

  private Optional<MasterKey> open(KeyId id, KeyFile file, Password password) {
    try {
      return file.open(password, client.random());
    } catch (IOException e) {
      throw new DamagedFileException(id.file(), e.getMessage(), e);
    }
  }
}
