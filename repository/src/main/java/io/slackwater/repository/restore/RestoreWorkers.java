// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.error.RepositoryException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Two threads that write files, with a short queue; the first failure ends the restore. Used by one
 * thread.
 */
final class RestoreWorkers implements AutoCloseable {

  private static final int WORKERS = 2;
  private static final int QUEUE = 32;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          WORKERS, Thread.ofPlatform().name("repository-restore-", 0).daemon().factory());
  private final Semaphore slots = new Semaphore(QUEUE);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** Has a file written; throws what an earlier one threw. */
  void submit(Runnable work) {
    slots.acquireUninterruptibly();
    if (failure.get() != null) {
      slots.release();
      throwFailure();
    }
    CompletableFuture.runAsync(work, threads)
        .whenComplete(
            (done, thrown) -> {
              if (thrown != null) {
                failure.compareAndSet(null, thrown);
              }
              slots.release();
            });
  }

  /** Waits for all files. */
  void finish() {
    slots.acquireUninterruptibly(QUEUE);
    slots.release(QUEUE);
    throwFailure();
  }

  private void throwFailure() {
    Throwable thrown = failure.get();
    if (thrown instanceof CompletionException e) {
      if (e.getCause() instanceof RepositoryException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    slots.acquireUninterruptibly(QUEUE);
  }
}
