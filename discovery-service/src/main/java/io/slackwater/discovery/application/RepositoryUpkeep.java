// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.RestorePointId;
import java.util.List;
import java.util.Set;

/**
 * Takes things out of repositories. What is gone already, the repository itself included, is no
 * error, so that a second attempt goes on where the first ended. Blocking; thread-safe.
 */
public interface RepositoryUpkeep {

  /**
   * Removes snapshots, and no others. Their data stay until the next prune.
   *
   * @param snapshots full ids
   * @throws io.slackwater.discovery.domain.DiscoveryException when one is not an id, before any is
   *     removed
   */
  void forget(RepositoryRef repository, List<String> snapshots, Work work);

  /**
   * Removes every snapshot that whichever executor tagged as a restore point's.
   *
   * @param kept full ids of those that stay
   */
  void forgetAllOf(
      RepositoryRef repository, RestorePointId restorePoint, Set<String> kept, Work work);

  /**
   * Deletes what no snapshot needs; waits, and says so, while somebody else uses the repository.
   */
  void prune(RepositoryRef repository, Work work);
}
