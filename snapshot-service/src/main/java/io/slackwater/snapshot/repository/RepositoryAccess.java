// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.repository;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.repository.Repository;
import java.util.Map;

/** Opens the repositories that tasks name. Thread-safe. */
public interface RepositoryAccess {

  /** Opens a repository, and makes it first if it is not there; the caller closes it. */
  Repository openOrInit(RepositoryRef reference);

  /** Opens a repository that must be there; the caller closes it. */
  Repository open(RepositoryRef reference);

  /** What a mover needs in its environment to open it. Secret. */
  Map<String, String> moverEnvironment(RepositoryRef reference);
}
