// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import java.time.Instant;

/**
 * One attempt of a task, for the executor that {@link TaskSpec#executor()} names.
 *
 * @param application the application whose lease the task needs, and the record's key
 * @param restorePoint the point that is built or restored
 * @param component what the task concerns, as {@code Kind/name}
 * @param attempt 1 for the first; a higher attempt makes the lower ones void
 * @param notAfter an executor reports an attempt that it would start later as expired, and ends one
 *     that still runs
 */
public record TaskPlanned(
    TaskId task,
    RunId run,
    ApplicationId application,
    RestorePointId restorePoint,
    String component,
    int attempt,
    TaskSpec spec,
    Instant notAfter)
    implements TaskCommand {

  @Override
  public String key() {
    return application.key();
  }
}
