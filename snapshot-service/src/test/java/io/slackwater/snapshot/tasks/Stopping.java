// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.TaskSpec;
import java.util.List;

/** Ends attempts of a task one check later each, until one comes to its end. */
final class Stopping {

  private static final int MOST = 60;

  private Stopping() {}

  static List<Artifact> untilDone(Handlers handlers, TaskId task, TaskSpec spec)
      throws InterruptedException {
    for (int checks = 0; checks < MOST; checks++) {
      try {
        List<Artifact> artifacts = handlers.run(handlers.attempt(task, checks + 1, spec, checks));
        assertThat(checks).as("checks that an attempt was ended at").isPositive();
        return artifacts;
      } catch (TestAttempt.AbortedException ended) {
        assertThat(ended).isNotNull();
      }
    }
    throw new AssertionError("no attempt came to its end within " + MOST + " checks");
  }
}
