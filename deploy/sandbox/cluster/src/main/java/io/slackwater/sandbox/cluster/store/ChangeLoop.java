// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import io.slackwater.sandbox.cluster.SandboxClusterException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final Duration lookAgain;
  private final AtomicBoolean asked = new AtomicBoolean();
  private @Nullable Thread thread;

  /**
   * @param name for threads and logs
   * @param store whose changes drive the loop
   * @param reconciliation what is run; one at a time
   */
  public ChangeLoop(String name, ObjectStore store, Runnable reconciliation) {
    this(name, store, reconciliation, LOOK_AGAIN);
  }

  /**
   * @param lookAgain how long nothing has to happen until the reconciliation is run nevertheless
   */
  ChangeLoop(String name, ObjectStore store, Runnable reconciliation, Duration lookAgain) {
    this.name = name;
    this.store = store;
    this.reconciliation = reconciliation;
    this.lookAgain = lookAgain;
  }

  /** Begins. */
  public void start() {
    thread = Thread.ofPlatform().daemon().name(name).start(this::loop);
  }

  /** Runs the reconciliation soon: something it looks at is different that no change shows. */
  public void again() {
    asked.set(true);
    store.history().lookAgain();
  }

  private void loop() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long seen = store.revision();
        asked.set(false);
        if (reconcile()) {
          store.history().await(seen, lookAgain, asked::get);
        } else {
          store.history().await(store.revision(), AFTER_FAILURE, asked::get);
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
