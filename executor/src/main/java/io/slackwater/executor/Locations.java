// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.repository.Backends;
import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.backend.s3.S3Access;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.store.ClientContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The repositories that tasks name, opened with this executor's credentials. Locks are named in a
 * Lease before they are taken; those of dead movers are removed when a repository is opened.
 * Thread-safe.
 */
@Singleton
public final class Locations {

  private final Map<String, LocationConfig.Location> locations;
  private final ExecutorIdentity identity;
  private final LockLeases leases;
  private final MoverLocks moverLocks;

  Locations(
      LocationConfig config, ExecutorIdentity identity, LockLeases leases, MoverLocks moverLocks) {
    this.locations = config.byName();
    this.identity = identity;
    this.leases = leases;
    this.moverLocks = moverLocks;
  }

  /**
   * Opens a repository, and makes it first if it is not there. Close it after use.
   *
   * @throws TaskFailedException when the location is not configured
   */
  public Repository openOrInit(RepositoryRef reference) {
    LocationConfig.Location location = location(reference);
    Repository repository =
        Repository.openOrInit(
            backend(reference, location),
            client(reference),
            password(location),
            location.recoveryPasswordFile().map(Locations::secret).map(Password::of).orElse(null));
    moverLocks.sweep(reference, repository);
    return repository;
  }

  /**
   * Opens a repository that must be there. Close it after use.
   *
   * @throws TaskFailedException when the location is not configured
   */
  public Repository open(RepositoryRef reference) {
    LocationConfig.Location location = location(reference);
    Repository repository =
        Repository.open(backend(reference, location), client(reference), password(location));
    moverLocks.sweep(reference, repository);
    return repository;
  }

  /** Removes one lock whose owner is dead; does nothing if it is gone. */
  void removeLock(RepositoryRef reference, RepositoryFile lock) {
    try (Backend backend = backend(reference, location(reference))) {
      backend.delete(lock);
    }
  }

  /**
   * What a mover needs in its environment to open a repository. Secret: it belongs in a Kubernetes
   * Secret, and nowhere else.
   *
   * @throws TaskFailedException when the location is not configured
   */
  public Map<String, String> moverEnvironment(RepositoryRef reference) {
    LocationConfig.Location location = location(reference);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("RESTIC_REPOSITORY", place(reference, location).toString());
    environment.put("RESTIC_PASSWORD", secret(location.passwordFile()));
    environment.put("AWS_DEFAULT_REGION", location.region());
    location.accessKeyFile().ifPresent(file -> environment.put("AWS_ACCESS_KEY_ID", secret(file)));
    location
        .secretKeyFile()
        .ifPresent(file -> environment.put("AWS_SECRET_ACCESS_KEY", secret(file)));
    return environment;
  }

  private LocationConfig.Location location(RepositoryRef reference) {
    String name = reference.location().value();
    LocationConfig.Location location = locations.get(name);
    if (location == null) {
      throw new TaskFailedException(
          "this executor does not know the location '%s': configure slackwater.location.%s.url and its secrets"
              .formatted(name, name),
          false);
    }
    return location;
  }

  private ClientContext client(RepositoryRef reference) {
    return ClientContext.of(identity.id().value()).withRegistry(leases.of(reference));
  }

  private static Backend backend(RepositoryRef reference, LocationConfig.Location location) {
    Optional<S3Access> access =
        location
            .accessKeyFile()
            .flatMap(
                key ->
                    location
                        .secretKeyFile()
                        .map(secret -> S3Access.of(secret(key), secret(secret))));
    return Backends.open(
        place(reference, location),
        access.orElseGet(() -> S3Access.fromEnvironment(location.region())));
  }

  private static RepositoryLocation place(
      RepositoryRef reference, LocationConfig.Location location) {
    return RepositoryLocation.parse(location.url()).resolve(reference.path());
  }

  private static Password password(LocationConfig.Location location) {
    return Password.of(secret(location.passwordFile()));
  }

  private static String secret(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new TaskFailedException(
          "the secret file %s cannot be read: mount it into this executor".formatted(file),
          true,
          e);
    }
  }
}
