// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository;

import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.id.KeyId;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.repository.store.KeyRing;
import io.slackwater.repository.store.RepositoryConfig;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates repositories. Key files first, then the config, which only one of several creators can
 * write: so whoever sees a config also finds a key for it.
 */
final class RepositoryCreator {

  private final Backend backend;
  private final ClientContext client;

  RepositoryCreator(Backend backend, ClientContext client) {
    this.backend = backend;
    this.client = client;
  }

  /** Returns whether this call created the repository; if not, it left nothing behind. */
  boolean create(Password password, @Nullable Password recovery) {
    if (backend.exists(RepositoryFile.CONFIG)) {
      return false;
    }
    KeyRing keys = new KeyRing(backend, client);
    MasterKey master = MasterKey.generate(client.random());
    byte[] config = master.encrypt(RepositoryConfig.generate(client.random()).encode());
    List<KeyId> written = new ArrayList<>();
    written.add(keys.add(master, password));
    if (recovery != null) {
      written.add(keys.add(master, recovery));
    }
    // If this throws, the config may be there all the same: then the keys must stay.
    boolean created = backend.saveIfAbsent(RepositoryFile.CONFIG, ByteBuffer.wrap(config));
    if (!created) {
      written.forEach(keys::remove);
    }
    return created;
  }
}
