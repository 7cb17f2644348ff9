// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.discovery.persistence.Repositories;
import io.slackwater.repository.Backends;
import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.backend.s3.S3Access;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.store.ClientContext;
import java.nio.file.Path;

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
    return Repository.openOrInit(backend(reference), ClientContext.of("test"), password, null);
  }

  @Override
  public Repository open(RepositoryRef reference) {
    return Repository.open(backend(reference), ClientContext.of("test"), password);
  }

  private Backend backend(RepositoryRef reference) {
    return Backends.open(root.resolve(reference.path()), S3Access.of("unused", "unused"));
  }
}
