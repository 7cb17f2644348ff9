// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import io.slackwater.contracts.artifact.Artifact;
import java.time.Instant;
import java.util.List;

/**
 * The attempt did all of its work.
 *
 * @param artifacts what it produced; every one exists
 */
public record TaskSucceeded(
    TaskAttempt attempt, List<Artifact> artifacts, Instant startedAt, Instant finishedAt)
    implements TaskReport {

  /** Copies the list. */
  public TaskSucceeded {
    artifacts = List.copyOf(artifacts);
  }
}
