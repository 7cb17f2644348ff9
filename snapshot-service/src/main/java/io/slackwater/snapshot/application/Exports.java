// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.snapshot.domain.MoverLine;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.Map;
import java.util.Optional;

/** The repositories that exports are written to. Blocking; thread-safe. */
public interface Exports {

  /** Makes sure that the repository exists. */
  void prepare(RepositoryRef repository);

  /** The complete export that any attempt of this task made of the claim. */
  Optional<MoverLine.BackupSummary> find(
      RepositoryRef repository, TaskIdentity identity, String claim);

  /** The environment by which a mover opens the repository. Secret: never log it. */
  Map<String, String> environment(RepositoryRef repository);
}
