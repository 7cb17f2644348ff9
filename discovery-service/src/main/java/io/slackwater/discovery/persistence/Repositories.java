// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.persistence;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.repository.Repository;

/** Opens repositories. Close what it returns. Thread-safe. */
public interface Repositories {

  /** Opens a repository, and makes it first if it is not there. */
  Repository openOrInit(RepositoryRef reference);

  /** Opens a repository that must be there. */
  Repository open(RepositoryRef reference);
}
