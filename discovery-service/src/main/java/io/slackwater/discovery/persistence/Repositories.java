// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.persistence;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.repository.Repository;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens repositories. Close what it returns. Thread-safe. */
public interface Repositories {

  /** Opens a repository, and makes it first if it is not there. */
  Repository openOrInit(RepositoryRef reference);

  /** Opens a repository that must be there. */
  Repository open(RepositoryRef reference);

  /** As {@link #open}, also of another cluster, with the recovery secret if nothing else opens. */
  Repository openForeign(RepositoryRef reference);

  /**
   * The repositories that a location lists, sorted.
   *
   * @param under only those at or below this path; all of them when absent
   */
  List<RepositoryRef> listed(LocationName location, @Nullable String under);
}
