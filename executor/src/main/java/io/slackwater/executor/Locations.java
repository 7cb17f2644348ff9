// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.repository.Backends;
import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.LocationIndex;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.backend.s3.S3Access;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.error.WrongPasswordException;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.store.ClientContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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
  private final HolderKeys keys;
  private final Set<RepositoryRef> listed = ConcurrentHashMap.newKeySet();

  Locations(
      LocationConfig config,
      ExecutorIdentity identity,
      LockLeases leases,
      MoverLocks moverLocks,
      HolderKeys keys) {
    this.locations = config.byName();
    this.identity = identity;
    this.leases = leases;
    this.moverLocks = moverLocks;
    this.keys = keys;
  }

  /**
   * Opens a repository, and makes it first if it is not there. Close it after use.
   *
   * @throws TaskFailedException when the location is not configured
   */
  public Repository openOrInit(RepositoryRef reference) {
    LocationConfig.Location location = location(reference.location());
    Repository repository =
        Repository.openOrInit(
            backend(reference, location),
            client(reference),
            Password.of(secret(location.passwordFile())),
            location.recoveryPasswordFile().map(Locations::secret).map(Password::of).orElse(null));
    list(reference, location);
    moverLocks.sweep(reference, repository);
    return repository;
  }

  /**
   * The repositories that a location lists, sorted.
   *
   * @param under only those at or below this path; all of them when absent
   * @throws TaskFailedException when the location is not configured
   */
  public List<RepositoryRef> repositories(LocationName name, @Nullable String under) {
    LocationConfig.Location location = location(name);
    try (LocationIndex index = index(location)) {
      return index.list().stream()
          .filter(path -> under == null || (path + "/").startsWith(under + "/"))
          .filter(path -> path.matches(ApplicationId.PATTERN))
          .map(path -> new RepositoryRef(name, path))
          .toList();
    }
  }

  /**
   * Opens a repository that must be there, also one of another cluster, with the fleet's recovery
   * secret if nothing else opens it. Close it after use.
   *
   * @throws TaskFailedException when the location is not configured
   * @throws io.slackwater.repository.error.WrongPasswordException when no secret opens it
   */
  public Repository openForeign(RepositoryRef reference) {
    LocationConfig.Location location = location(reference.location());
    try {
      return open(reference);
    } catch (WrongPasswordException refused) {
      if (location.recoveryPasswordFile().isEmpty()) {
        throw refused;
      }
      return Repository.open(
          backend(reference, location),
          client(reference),
          Password.of(secret(location.recoveryPasswordFile().get())));
    }
  }

  /**
   * Opens a repository that must be there. Close it after use.
   *
   * @throws TaskFailedException when the location is not configured
   */
  public Repository open(RepositoryRef reference) {
    LocationConfig.Location location = location(reference.location());
    Repository repository =
        Repository.open(
            backend(reference, location),
            client(reference),
            Password.of(password(reference, location)));
    moverLocks.sweep(reference, repository);
    return repository;
  }

  /** The files of a repository that need not be opened. Close it after use. */
  Backend storage(RepositoryRef reference) {
    return backend(reference, location(reference.location()));
  }

  /** Removes one lock whose owner is dead; does nothing if it is gone. */
  void removeLock(RepositoryRef reference, RepositoryFile lock) {
    try (Backend backend = backend(reference, location(reference.location()))) {
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
    LocationConfig.Location location = location(reference.location());
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("RESTIC_REPOSITORY", place(reference, location).toString());
    environment.put("RESTIC_PASSWORD", password(reference, location));
    environment.put("AWS_DEFAULT_REGION", location.region());
    location.accessKeyFile().ifPresent(file -> environment.put("AWS_ACCESS_KEY_ID", secret(file)));
    location
        .secretKeyFile()
        .ifPresent(file -> environment.put("AWS_SECRET_ACCESS_KEY", secret(file)));
    return environment;
  }

  /** Lists the repository at its location, once in the life of this executor. */
  private void list(RepositoryRef reference, LocationConfig.Location location) {
    if (listed.contains(reference)) {
      return;
    }
    try (LocationIndex index = index(location)) {
      index.add(reference.path());
    }
    listed.add(reference);
  }

  private LocationConfig.Location location(LocationName named) {
    String name = named.value();
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
    return Backends.open(place(reference, location), access(location));
  }

  private static LocationIndex index(LocationConfig.Location location) {
    return Backends.index(RepositoryLocation.parse(location.url()), access(location));
  }

  private static S3Access access(LocationConfig.Location location) {
    Optional<S3Access> access =
        location
            .accessKeyFile()
            .flatMap(
                key ->
                    location
                        .secretKeyFile()
                        .map(secret -> S3Access.of(secret(key), secret(secret))));
    return access.orElseGet(() -> S3Access.fromEnvironment(location.region()));
  }

  private static RepositoryLocation place(
      RepositoryRef reference, LocationConfig.Location location) {
    return RepositoryLocation.parse(location.url()).resolve(reference.path());
  }

  /** Of another cluster's repository that of a temporary key file, when one was made for here. */
  private String password(RepositoryRef reference, LocationConfig.Location location) {
    ClusterId owner = ApplicationId.parse(reference.path()).cluster();
    if (!keys.serves(owner)) {
      try (Backend backend = backend(reference, location)) {
        Optional<String> temporary = HeldKey.password(reference.path(), backend, keys::find);
        if (temporary.isPresent()) {
          return temporary.get();
        }
      }
    }
    return secret(location.passwordFile());
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
