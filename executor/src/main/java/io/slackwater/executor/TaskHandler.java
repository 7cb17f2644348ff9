// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec;
import java.util.List;

/**
 * The work of one kind of task; a CDI bean. A handler finds what an earlier attempt left behind and
 * goes on with it or removes it, and never does twice what must be done once.
 */
public interface TaskHandler<S extends TaskSpec> {

  /** The kind of task that it works on. */
  Class<S> spec();

  /**
   * Does the work, on a virtual thread of its own, inside the Leases of the task.
   *
   * @return what was produced; every artifact exists
   * @throws TaskFailedException when the work failed, with a reason that a user can act on
   * @throws TaskAbortedException when the attempt lost its standing
   * @throws InterruptedException likewise
   */
  List<Artifact> run(TaskContext context, S spec) throws InterruptedException;
}
