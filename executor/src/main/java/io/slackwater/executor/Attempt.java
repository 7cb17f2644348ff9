// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.task.TaskPlanned;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One attempt in work. Thread-safe; everything that changes it takes its monitor. */
final class Attempt implements TaskContext {

  private final TaskPlanned task;
  private final KubernetesClient kubernetes;
  private final AttemptReports reports;
  private final List<Runnable> abortActions = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Thread worker;
  private @Nullable String abortReason;
  private boolean holdsLeases;

  Attempt(TaskPlanned task, KubernetesClient kubernetes, AttemptReports reports) {
    this.task = task;
    this.kubernetes = kubernetes;
    this.reports = reports;
  }

  @Override
  public TaskPlanned task() {
    return task;
  }

  @Override
  public ExecutorId executor() {
    return reports.executor();
  }

  @Override
  public KubernetesClient kubernetes() {
    return kubernetes;
  }

  AttemptReports reports() {
    return reports;
  }

  @Override
  public void progress(String step, long doneBytes, @Nullable Long totalBytes) {
    reports.progressed(step, doneBytes, totalBytes);
  }

  @Override
  public synchronized boolean aborted() {
    return abortReason != null;
  }

  @Override
  public void checkActive() {
    String reason = abortReason();
    if (reason != null) {
      throw new TaskAbortedException(reason);
    }
  }

  synchronized @Nullable String abortReason() {
    return abortReason;
  }

  @Override
  public void onAbort(Runnable action) {
    synchronized (this) {
      if (abortReason == null) {
        abortActions.add(action);
        return;
      }
    }
    action.run();
  }

  synchronized boolean holdsLeases() {
    return holdsLeases;
  }

  synchronized void holdsLeases(boolean holds) {
    holdsLeases = holds;
  }

  /** Marks the thread that an abort interrupts. */
  synchronized void workedBy(Thread thread) {
    worker = thread;
  }

  /** Ends the attempt's standing; the first reason stays. */
  void abort(String reason) {
    List<Runnable> actions;
    synchronized (this) {
      if (abortReason != null) {
        return;
      }
      abortReason = reason;
      actions = List.copyOf(abortActions);
      if (worker != null) {
        worker.interrupt();
      }
    }
    actions.forEach(Runnable::run);
  }

  void end() {
    ended.countDown();
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }
}
