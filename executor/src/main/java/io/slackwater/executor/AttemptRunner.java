// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.task.TaskPlanned;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Takes one attempt from its slot to its last report, on the calling thread. Thread-safe. */
@Singleton
final class AttemptRunner {

  private static final Logger LOGGER = Logger.getLogger(AttemptRunner.class);

  private final Slots slots;
  private final TaskClaims claims;
  private final Leases leases;
  private final WorkingAttempts working;
  private final TaskHandlers handlers;

  AttemptRunner(
      Slots slots,
      TaskClaims claims,
      Leases leases,
      WorkingAttempts working,
      TaskHandlers handlers) {
    this.slots = slots;
    this.claims = claims;
    this.leases = leases;
    this.working = working;
    this.handlers = handlers;
  }

  /**
   * Works on the attempt.
   *
   * @param taken run as soon as the attempt is accepted, or found to be somebody else's
   */
  void run(Attempt attempt, Runnable taken) throws InterruptedException {
    ClusterId cluster = attempt.task().application().cluster();
    slots.take(cluster);
    try {
      if (attempt.expired()) {
        attempt.reports().expired();
        taken.run();
        return;
      }
      if (!claims.claim(attempt.task())) {
        LOGGER.infof(
            "Passed an attempt that is claimed taskId=%s attempt=%d",
            attempt.task().task(), attempt.task().attempt());
        taken.run();
        return;
      }
      Optional<Attempt> older = working.add(attempt);
      attempt.workedBy(Thread.currentThread());
      attempt.reports().accepted();
      taken.run();
      if (!claims.confirm(attempt.task())) {
        LOGGER.infof(
            "Another instance took the attempt taskId=%s attempt=%d",
            attempt.task().task(), attempt.task().attempt());
        return;
      }
      if (older.isPresent()) {
        older.get().awaitEnd();
      }
      work(attempt, cluster);
    } finally {
      working.remove(attempt);
      attempt.end();
      slots.give(cluster);
    }
  }

  private void work(Attempt attempt, ClusterId cluster) {
    TaskPlanned task = attempt.task();
    LOGGER.infof(
        "Began taskId=%s attempt=%d runId=%s kind=%s component=%s",
        task.task(),
        task.attempt(),
        task.run(),
        task.spec().getClass().getSimpleName(),
        task.component());
    try {
      attempt.checkActive();
      acquireLeases(attempt, cluster);
      attempt.requireTime();
      attempt.holdsLeases(true);
      List<Artifact> artifacts;
      try {
        artifacts = handle(attempt);
      } finally {
        attempt.holdsLeases(false);
        releaseLeases(attempt);
      }
      attempt.reports().succeeded(artifacts);
      LOGGER.infof("Succeeded taskId=%s attempt=%d", task.task(), task.attempt());
    } catch (TaskFailedException failure) {
      fail(attempt, String.valueOf(failure.getMessage()), failure.retryable(), failure);
    } catch (InterruptedException | TaskAbortedException stopped) {
      fail(attempt, "the attempt was ended", true, stopped);
    } catch (RuntimeException defect) {
      fail(attempt, defect.getClass().getSimpleName() + ": " + defect.getMessage(), true, defect);
    }
  }

  /** What comes to its end counts, also when its run was cancelled meanwhile. */
  private List<Artifact> handle(Attempt attempt) throws InterruptedException {
    try {
      List<Artifact> artifacts = handlers.run(attempt);
      attempt.finish();
      return artifacts;
    } catch (InterruptedException | RuntimeException e) {
      attempt.takeBack();
      throw e;
    }
  }

  private void fail(Attempt attempt, String reason, boolean retryable, Exception failure) {
    String aborted = attempt.abortReason();
    Thread.interrupted();
    LOGGER.warnf(
        failure,
        "Failed taskId=%s attempt=%d aborted=%s",
        attempt.task().task(),
        attempt.task().attempt(),
        aborted);
    if (aborted != null && attempt.cancelled()) {
      List<String> left = attempt.left();
      attempt
          .reports()
          .cancelled(
              left.isEmpty() ? aborted : aborted + "; left over: " + String.join("; ", left));
      return;
    }
    attempt.reports().failed(aborted == null ? reason : aborted, retryable || aborted != null);
  }

  /**
   * A task that waits gives its slot to one that can work; it never waits for a slot without its
   * Leases.
   */
  private void acquireLeases(Attempt attempt, ClusterId cluster) throws InterruptedException {
    boolean[] gaveSlot = new boolean[1];
    try {
      leases.acquire(
          attempt,
          reason -> {
            attempt.reports().waiting(reason);
            slots.give(cluster);
            gaveSlot[0] = true;
          });
    } finally {
      if (gaveSlot[0]) {
        takeUninterruptibly(cluster);
      }
    }
  }

  private void takeUninterruptibly(ClusterId cluster) {
    boolean interrupted = false;
    while (true) {
      try {
        slots.take(cluster);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void releaseLeases(Attempt attempt) {
    try {
      leases.release(attempt);
    } catch (RuntimeException e) {
      LOGGER.warnf(e, "A Lease was not released and will expire taskId=%s", attempt.task().task());
    }
  }
}
