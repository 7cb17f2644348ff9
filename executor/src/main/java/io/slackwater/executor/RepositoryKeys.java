// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.error.RepositoryException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Temporary key files: by which a cluster opens a repository that its own secrets do not. Neither a
 * password nor a private key leaves its cluster; events carry public keys alone. Everything can be
 * done again. Thread-safe.
 */
@Singleton
public final class RepositoryKeys {

  private static final Logger LOGGER = Logger.getLogger(RepositoryKeys.class);

  private final Locations locations;
  private final HolderKeys keys;
  private final Clock clock;

  RepositoryKeys(Locations locations, HolderKeys keys, Clock clock) {
    this.locations = locations;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Makes a holder's pair of keys in its cluster.
   *
   * @param notAfter when nobody needs it any more
   * @return the public key
   */
  public String prepare(
      ClusterId cluster, String holder, RepositoryRef repository, Instant notAfter) {
    return keys.prepare(cluster, holder, repository, notAfter).publicKey();
  }

  /**
   * Puts the holder's key file into a repository that a secret of this executor opens; takes the
   * place of an earlier one.
   *
   * @return the key file's name
   * @throws io.slackwater.repository.error.WrongPasswordException when no secret here opens it
   */
  public String grant(RepositoryRef repository, String holder, String publicKey) {
    try (Repository opened = locations.openForeign(repository);
        Backend backend = locations.storage(repository)) {
      Repository.removeKeysOf(backend, HeldKey.user(holder));
      return HeldKey.grant(opened, repository.path(), holder, publicKey);
    }
  }

  /** Removes the holder's key file, then its pair of keys; what is gone is gone. */
  public void revoke(ClusterId cluster, RepositoryRef repository, String holder) {
    try (Backend backend = locations.storage(repository)) {
      Repository.removeKeysOf(backend, HeldKey.user(holder));
    }
    keys.remove(cluster, holder);
  }

  /** Removes what should have been removed long ago, because nobody was there who did. */
  void sweep(ClusterId cluster) {
    for (HeldKey key : keys.expired(cluster, clock.instant())) {
      try {
        revoke(cluster, key.repository(), key.holder());
        LOGGER.infof(
            "Removed a temporary key file whose time passed clusterId=%s holder=%s repository=%s",
            cluster, key.holder(), key.repository().path());
      } catch (RepositoryException e) {
        LOGGER.warnf(
            "A temporary key file stays for now clusterId=%s holder=%s cause=%s",
            cluster, key.holder(), e.getMessage());
      }
    }
  }
}
