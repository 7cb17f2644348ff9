// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.TaskPlanned;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The attempt that an object in the cluster was made for.
 *
 * @param notAfter when the attempt ends at the latest
 */
public record TaskIdentity(
    TaskId task,
    RunId run,
    RestorePointId restorePoint,
    ApplicationId application,
    int attempt,
    Instant notAfter) {

  /** The identity of a planned attempt. */
  public static TaskIdentity of(TaskPlanned planned) {
    return new TaskIdentity(
        planned.task(),
        planned.run(),
        planned.restorePoint(),
        planned.application(),
        planned.attempt(),
        planned.notAfter());
  }

  /** The labels of every object that is Slackwater's own. */
  public Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>(marks());
    labels.put(Labels.MANAGED_BY, Labels.SLACKWATER);
    return Map.copyOf(labels);
  }

  /** The labels of every object that was made for it, also where the object is an application's. */
  public Map<String, String> marks() {
    return Map.of(
        Labels.RUN, run.value(),
        Labels.TASK, task.value(),
        Labels.ATTEMPT, Integer.toString(attempt),
        Labels.RESTORE_POINT, restorePoint.value(),
        Labels.APPLICATION, application.name());
  }
}
