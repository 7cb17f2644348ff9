// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What happens on a thread of its own while a test does something else. It never outlives the test,
 * and what it throws is thrown by {@link #join} and nowhere else.
 */
final class Meanwhile implements AutoCloseable {

  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Thread thread;

  private Meanwhile(Runnable what) {
    this.thread =
        Thread.ofVirtual()
            .name("meanwhile")
            .start(
                () -> {
                  try {
                    what.run();
                    done.complete(null);
                  } catch (RuntimeException | AssertionError e) {
                    done.completeExceptionally(e);
                  }
                });
  }

  static Meanwhile does(Runnable what) {
    return new Meanwhile(what);
  }

  /** Waits for its end. */
  void join() {
    try {
      done.join();
    } catch (CompletionException e) {
      throw new AssertionError("what was to happen meanwhile failed", e.getCause());
    }
  }

  /** Ends it, if it still goes on. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
