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
import java.util.Optional;
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

  /**
   * Returns what this call created; nothing if the repository exists, and then it left nothing
   * behind.
   */
  Optional<KeyRing.Opened> create(Password password, @Nullable Password recovery) {
    if (backend.exists(RepositoryFile.CONFIG)) {
      return Optional.empty();
    }
    KeyRing keys = new KeyRing(backend, client);
    MasterKey master = MasterKey.generate(client.random());
    RepositoryConfig config = RepositoryConfig.generate(client.random());
    List<KeyId> written = new ArrayList<>();
    written.add(keys.add(master, password));
    if (recovery != null) {
      written.add(keys.add(master, recovery));
    }
    // If this throws, the config may be there all the same: then the keys must stay.
    ByteBuffer sealed = ByteBuffer.wrap(master.encrypt(config.encode()));
    if (!backend.saveIfAbsent(RepositoryFile.CONFIG, sealed)) {
      written.forEach(keys::remove);
      return Optional.empty();
    }
    return Optional.of(new KeyRing.Opened(written.getFirst(), master, config));
  }
}
