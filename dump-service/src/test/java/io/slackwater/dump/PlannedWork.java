// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.dump.application.Work;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An attempt that keeps its standing. */
record PlannedWork(TaskPlanned task) implements Work {

  static final RepositoryRef REPOSITORY =
      RepositoryRef.of(new LocationName("primary"), ApplicationId.parse("east/shop/shop"));

  static PlannedWork of(String task, int attempt, TaskSpec spec) {
    return new PlannedWork(
        new TaskPlanned(
            new TaskId(task),
            new RunId("run-1"),
            ApplicationId.parse("east/shop/shop"),
            new RestorePointId("rp-1"),
            "DataService/orders-db",
            attempt,
            spec,
            Instant.now().plusSeconds(600)));
  }

  @Override
  public void progress(String step, long doneBytes, @Nullable Long totalBytes) {}

  @Override
  public void waiting(String reason) {}

  @Override
  public boolean aborted() {
    return false;
  }

  @Override
  public void checkActive() {}

  @Override
  public void onAbort(Runnable action) {}

  @Override
  public void onCancel(Runnable action) {}
}
