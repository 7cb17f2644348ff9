// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.snapshot.domain.MoverLine;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.Map;
import java.util.Optional;

/** The repositories that exports are written to. Blocking; thread-safe. */
public interface Exports {

  /**
   * Makes sure that the repository exists and that movers can reach it.
   *
   * @throws io.slackwater.snapshot.domain.StorageRefusedException when they cannot
   */
  void prepare(RepositoryRef repository);

  /** The complete export that any attempt of this task made of the claim. */
  Optional<MoverLine.BackupSummary> find(
      RepositoryRef repository, TaskIdentity identity, String claim);

  /**
   * Takes away what this attempt of the task and older ones stored of the claim, because it is not
   * whole.
   *
   * @param active throws when this attempt has to end; asked right before anything goes
   */
  void forget(RepositoryRef repository, TaskIdentity identity, String claim, Runnable active);

  /**
   * Takes away the locks of a mover that is known to be dead.
   *
   * @param active throws when this attempt has to end; asked right before each lock goes
   */
  void releaseLocks(RepositoryRef repository, String helper, Runnable active);

  /** The environment by which a mover opens the repository. Secret: never log it. */
  Map<String, String> environment(RepositoryRef repository);
}
