// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.task.TaskAttempt;
import io.slackwater.contracts.task.TaskEvent;
import io.slackwater.contracts.task.TaskPlanned;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An attempt, as its handler sees it. Thread-safe. */
public interface TaskContext {

  /** The attempt's task. */
  TaskPlanned task();

  /** This instance of the executor. */
  ExecutorId executor();

  /** A client of the task's cluster. */
  KubernetesClient kubernetes();

  /**
   * Reports progress; the framework thins it out.
   *
   * @param step what is being done
   * @param doneBytes bytes done in this step
   * @param totalBytes bytes of the whole step, when known
   */
  void progress(String step, long doneBytes, @Nullable Long totalBytes);

  /**
   * Reports that the attempt can do nothing for now; returns when the brokers have it. The next
   * progress says that it goes on.
   *
   * @param reason what it waits for, from whom, and what ends that
   * @throws TaskAbortedException when the attempt lost its standing
   */
  void waiting(String reason);

  /**
   * Publishes something that the attempt found out, before its end; returns when the brokers have
   * it.
   *
   * @param fact made from the attempt, numbered as its next event
   */
  void publish(Function<TaskAttempt, TaskEvent> fact);

  /**
   * Whether the attempt lost its standing: its time passed, a newer one began, or nobody hears this
   * executor.
   */
  boolean aborted();

  /**
   * To be called between steps and before each change of the world.
   *
   * @throws TaskAbortedException when the attempt lost its standing
   */
  void checkActive();

  /**
   * What to do when the attempt loses its standing, for example closing a stream; the thread is
   * interrupted too.
   */
  void onAbort(Runnable action);

  /**
   * What to do first when the run is cancelled, for example releasing barriers: it runs on a thread
   * of its own, and only after it, or when the order's deadline has passed, the attempt loses its
   * standing.
   */
  void onCancel(Runnable action);

  /**
   * How to take back what this attempt made, when the handler has ended because the run was
   * cancelled. What was registered last is done first. Nothing is taken back of an attempt whose
   * handler came to its end all the same: that is reported.
   */
  void onCancelled(Tidying tidying);
}
