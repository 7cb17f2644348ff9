// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.crypto.KeyFile;
import io.slackwater.repository.crypto.Password;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * A holder's pair of keys.
 *
 * @param holder one try of a restore
 * @param repository what it is to open
 * @param notAfter when the try has ended at the latest
 */
record HeldKey(
    String holder,
    RepositoryRef repository,
    String publicKey,
    PrivateKey privateKey,
    Instant notAfter) {

  private static final String USER = "slackwater-key-";

  /** What the holder's key files have as their user. */
  static String user(String holder) {
    return USER + holder;
  }

  /** Whose key file it is; empty when it is not a temporary one. */
  static Optional<String> holder(KeyFile file) {
    return file.username().startsWith(USER)
        ? Optional.of(file.username().substring(USER.length()))
        : Optional.empty();
  }

  /** The password of a key file that was made for this holder. */
  String password(KeyFile file) {
    return SharedPassword.of(privateKey, file.hostname(), purpose(holder, repository.path()));
  }

  /**
   * Puts a key file into a repository that only the holder of a public key can open. The key file's
   * host name is the public key of this side, of which nothing else is kept.
   *
   * @return the key file's name
   */
  static String grant(Repository opened, String path, String holder, String publicKey) {
    KeyPair own = SharedPassword.pair();
    String password = SharedPassword.of(own.getPrivate(), publicKey, purpose(holder, path));
    return opened
        .addKey(Password.of(password), user(holder), SharedPassword.text(own.getPublic()))
        .toString();
  }

  /** The password by which a repository can be opened with some holder's key, if it is here. */
  static Optional<String> password(
      String path, Backend backend, Function<String, Optional<HeldKey>> keys) {
    for (KeyFile file : Repository.keysOf(backend).values()) {
      Optional<String> password =
          holder(file)
              .flatMap(keys)
              .filter(key -> key.repository().path().equals(path))
              .map(key -> key.password(file));
      if (password.isPresent()) {
        return password;
      }
    }
    return Optional.empty();
  }

  private static String[] purpose(String holder, String path) {
    return new String[] {holder, path};
  }

  @Override
  public String toString() {
    return "HeldKey[holder=%s, repository=%s]".formatted(holder, repository);
  }
}
