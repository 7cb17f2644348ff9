// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.task.TaskAttempt;
import io.slackwater.contracts.task.TaskEvent;
import io.slackwater.contracts.task.TaskPlanned;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One attempt in work. Thread-safe; everything that changes it takes its monitor. */
final class Attempt implements TaskContext {

  private static final Logger LOGGER = Logger.getLogger(Attempt.class);

  private final TaskPlanned task;
  private final KubernetesClient kubernetes;
  private final AttemptReports reports;
  private final Clock clock;
  private final List<Runnable> abortActions = new ArrayList<>();
  private final ReentrantLock leases = new ReentrantLock();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Runnable> cancelActions = new ArrayList<>();
  private final CancelledWork cancelledWork = new CancelledWork();
  private boolean cancelled;
  private @Nullable Thread worker;
  private @Nullable String abortReason;

  /** Why it has not even the standing any more that a cancelled attempt keeps. */
  private @Nullable String lostReason;

  private boolean holdsLeases;

  Attempt(TaskPlanned task, KubernetesClient kubernetes, AttemptReports reports, Clock clock) {
    this.task = task;
    this.kubernetes = kubernetes;
    this.reports = reports;
    this.clock = clock;
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

  /** Whether the task's time has passed. */
  boolean expired() {
    return clock.instant().isAfter(task.notAfter());
  }

  /**
   * To be called after waiting, before the work begins.
   *
   * @throws TaskFailedException when the task's time passed meanwhile
   */
  void requireTime() {
    if (expired()) {
      throw new TaskFailedException(
          "the task's time passed at %s while it waited".formatted(task.notAfter()), false);
    }
  }

  AttemptReports reports() {
    return reports;
  }

  @Override
  public void progress(String step, long doneBytes, @Nullable Long totalBytes) {
    reports.progressed(step, doneBytes, totalBytes);
  }

  @Override
  public void waiting(String reason) {
    checkActive();
    reports.waiting(reason);
  }

  @Override
  public void publish(Function<TaskAttempt, TaskEvent> fact) {
    checkActive();
    reports.publish(fact);
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

  /** Says whether the Leases of the task are held; waits for a renewal that is under way. */
  void holdsLeases(boolean holds) {
    leases.lock();
    try {
      holdsLeases = holds;
    } finally {
      leases.unlock();
    }
  }

  /** Does something with the Leases of the task, if they are held, before they can be released. */
  void whileHoldingLeases(Runnable action) {
    leases.lock();
    try {
      if (holdsLeases) {
        action.run();
      }
    } finally {
      leases.unlock();
    }
  }

  /** Marks the thread that an abort interrupts. */
  synchronized void workedBy(Thread thread) {
    worker = thread;
  }

  @Override
  public void onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        cancelActions.add(action);
        return;
      }
    }
    action.run();
  }

  @Override
  public void onCancelled(Tidying tidying) {
    cancelledWork.add(tidying);
  }

  /** Whether its end is that its run was cancelled. */
  synchronized boolean cancelled() {
    return cancelled;
  }

  /** Cancels the attempt: what it asked for comes first, and its standing ends after that. */
  void cancel(String reason, Duration within) {
    List<Runnable> actions;
    synchronized (this) {
      if (cancelled || abortReason != null) {
        return;
      }
      cancelled = true;
      cancelledWork.begin(clock.instant(), within);
      actions = List.copyOf(cancelActions);
    }
    Thread releasing = Thread.ofVirtual().start(() -> actions.forEach(this::runGuarded));
    Thread.ofVirtual().start(() -> endAfter(releasing, reason, within));
  }

  /** Cancels the attempt before it began. */
  void abortCancelled(String reason) {
    synchronized (this) {
      if (abortReason == null) {
        cancelled = true;
      }
    }
    endStanding(reason, false);
    cancelledWork.released();
  }

  private void endAfter(Thread releasing, String reason, Duration within) {
    try {
      releasing.join(within.isNegative() ? Duration.ZERO : within);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    endStanding(reason, false);
    cancelledWork.released();
  }

  /**
   * The handler came to its end, on the calling thread, which nothing interrupts from now on.
   *
   * @throws TaskAbortedException when that does not count
   */
  void finish() {
    synchronized (this) {
      worker = null;
    }
    checkOwner();
    Thread.interrupted();
  }

  /** Takes back what a cancelled attempt made, on its own thread, when its handler has ended. */
  void takeBack() {
    if (cancelled()) {
      cancelledWork.takeBack(this::checkOwner);
    }
  }

  /** What a cancelled attempt could not take back, by name. */
  List<String> left() {
    return cancelledWork.left();
  }

  /**
   * Goes on though the run may be cancelled.
   *
   * @throws TaskAbortedException when the attempt lost its standing by anything else
   */
  void checkOwner() {
    String reason;
    synchronized (this) {
      reason = lostReason;
    }
    if (reason != null) {
      throw new TaskAbortedException(reason);
    }
  }

  /** Ends the attempt's standing; the first reason stays. */
  void abort(String reason) {
    endStanding(reason, true);
  }

  private void endStanding(String reason, boolean lost) {
    List<Runnable> actions = List.of();
    synchronized (this) {
      if (lost && lostReason == null) {
        lostReason = reason;
      } else if (abortReason != null) {
        return;
      }
      if (abortReason == null) {
        abortReason = reason;
        actions = List.copyOf(abortActions);
      }
      if (worker != null) {
        worker.interrupt();
      }
    }
    actions.forEach(this::runGuarded);
  }

  private void runGuarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOGGER.warnf(e, "What an abort asked for failed taskId=%s", task.task());
    }
  }

  void end() {
    ended.countDown();
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }
}
