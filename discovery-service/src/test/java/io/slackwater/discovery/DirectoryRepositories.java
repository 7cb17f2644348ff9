// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.discovery.persistence.Repositories;
import io.slackwater.repository.Backends;
import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.LocationIndex;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.backend.s3.S3Access;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.store.ClientContext;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Real repositories below a directory. */
public final class DirectoryRepositories implements Repositories {

  private final RepositoryLocation root;
  private final Password password = Password.of("only for a test");

  /** Repositories below a directory. */
  public DirectoryRepositories(Path directory) {
    this.root = RepositoryLocation.parse(directory.toString());
  }

  @Override
  public Repository openOrInit(RepositoryRef reference) {
    Repository repository =
        Repository.openOrInit(backend(reference), ClientContext.of("test"), password, null);
    try (LocationIndex index = index()) {
      index.add(reference.path());
    }
    return repository;
  }

  @Override
  public Repository open(RepositoryRef reference) {
    return Repository.open(backend(reference), ClientContext.of("test"), password);
  }

  @Override
  public Repository openForeign(RepositoryRef reference) {
    return open(reference);
  }

  @Override
  public List<RepositoryRef> listed(LocationName location, @Nullable String under) {
    try (LocationIndex index = index()) {
      return index.list().stream()
          .filter(path -> under == null || (path + "/").startsWith(under + "/"))
          .map(path -> new RepositoryRef(location, path))
          .toList();
    }
  }

  private LocationIndex index() {
    return Backends.index(root, S3Access.of("unused", "unused"));
  }

  private Backend backend(RepositoryRef reference) {
    return Backends.open(root.resolve(reference.path()), S3Access.of("unused", "unused"));
  }
}
