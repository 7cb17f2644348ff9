// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.task.RestoreStage;
import io.slackwater.contracts.task.RestoreTarget;
import java.util.List;

/**
 * One stage of a restore.
 *
 * @param run the restore's run, by whose label its objects are known
 * @param snapshot the repository's snapshot with the capture
 * @param dataServices data services whose workloads come before the others
 */
public record Restoring(
    RunId run,
    RepositoryRef repository,
    String snapshot,
    RestoreTarget target,
    RestoreStage stage,
    List<DataService> dataServices) {

  /** Copies the list. */
  public Restoring {
    dataServices = List.copyOf(dataServices);
  }
}
