// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.messaging;

import io.slackwater.discovery.application.CaptureTags;
import io.slackwater.discovery.application.Work;
import io.slackwater.discovery.domain.DiscoveryException;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskFailedException;
import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.error.UnsupportedRepositoryException;
import io.slackwater.repository.error.WrongPasswordException;

/** A task's attempt, as use cases see it; their failures become the task's. */
record TaskWork(TaskContext context) implements Work {

  @Override
  public void checkActive() {
    context.checkActive();
  }

  @Override
  public void progress(String step) {
    context.progress(step, 0, null);
  }

  /** What the task's snapshots in a repository are known by. */
  CaptureTags tags() {
    return new CaptureTags(
        context.task().task(),
        context.task().run(),
        context.task().restorePoint(),
        context.task().application());
  }

  /** Does the work; a failure keeps its reason. */
  <T> T call(Step<T> step) throws InterruptedException {
    try {
      return step.run();
    } catch (DiscoveryException e) {
      throw new TaskFailedException(String.valueOf(e.getMessage()), e.retryable(), e);
    } catch (WrongPasswordException | UnsupportedRepositoryException e) {
      throw new TaskFailedException(String.valueOf(e.getMessage()), false, e);
    } catch (RepositoryException e) {
      throw new TaskFailedException(String.valueOf(e.getMessage()), true, e);
    }
  }

  /** Work that can be ended. */
  interface Step<T> {
    T run() throws InterruptedException;
  }
}
