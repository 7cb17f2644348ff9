// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import io.slackwater.sandbox.cluster.SandboxClusterException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs a reconciliation again after every change of the cluster, and now and then without one. The
 * reconciliation looks at what is there, not at what changed, so that it may fail and be repeated.
 */
public final class ChangeLoop implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(ChangeLoop.class.getName());
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  private final String name;
  private final ObjectStore store;
  private final Runnable reconciliation;
  private @Nullable Thread thread;

  /**
   * @param name for threads and logs
   * @param store whose changes drive the loop
   * @param reconciliation what is run; one at a time
   */
  public ChangeLoop(String name, ObjectStore store, Runnable reconciliation) {
    this.name = name;
    this.store = store;
    this.reconciliation = reconciliation;
  }

  /** Begins. */
  public void start() {
    thread = Thread.ofPlatform().daemon().name(name).start(this::loop);
  }

  private void loop() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long seen = store.revision();
        boolean failed = !reconcile();
        Duration patience = failed ? AFTER_FAILURE : LOOK_AGAIN;
        if (store.revision() == seen || failed) {
          store.history().after(store.revision(), patience);
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean reconcile() {
    try {
      reconciliation.run();
      return true;
    } catch (SandboxClusterException failure) {
      LOGGER.log(Level.WARNING, "reconciliation failed and is repeated loop=" + name, failure);
      return false;
    } catch (RuntimeException failure) {
      // An object that the controller did not expect must not end the controller.
      LOGGER.log(Level.ERROR, "reconciliation failed unexpectedly loop=" + name, failure);
      return false;
    }
  }

  /** Ends the loop and waits for the reconciliation under way. */
  @Override
  public void close() throws InterruptedException {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      running.join();
    }
  }
}
