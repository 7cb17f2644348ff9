// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The descriptions that restore points leave in repositories. */
public interface ManifestStore {

  /** Of these snapshots, those that the repository has. */
  Set<String> existing(RepositoryRef repository, Collection<String> snapshots);

  /** The snapshot that holds exactly this description, when one does. */
  Optional<String> find(RepositoryRef repository, RestorePoint restorePoint);

  /**
   * Writes a description; of several of one restore point the newest counts. Nothing is written
   * when the attempt has lost its standing by then.
   */
  String save(RepositoryRef repository, RestorePoint restorePoint, TaskId task, Work work);
}
