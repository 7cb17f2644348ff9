// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Keeps what is announced of one cluster true, until its thread is interrupted. What could not be
 * done (the cluster or the brokers did not answer) is done again after a pause that grows.
 */
public final class DiscoveryLoop implements Runnable {

  private static final Logger LOGGER = Logger.getLogger(DiscoveryLoop.class);
  private static final int LONGEST_PAUSE = 30;

  private final ClusterView view;
  private final Changes changes;
  private final DiscoverApplications discover;
  private final Duration pause;

  /**
   * A loop for one cluster.
   *
   * @param pause the first pause after a failure
   */
  public DiscoveryLoop(
      ClusterView view, Changes changes, DiscoverApplications discover, Duration pause) {
    this.view = view;
    this.changes = changes;
    this.discover = discover;
    this.pause = pause;
  }

  @Override
  public void run() {
    changes.ofKinds();
    changes.everywhere();
    int failures = 0;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Changes.Batch batch = changes.take();
        if (dealtWith(batch)) {
          failures = 0;
        } else {
          failures = Math.min(failures + 1, LONGEST_PAUSE);
          Thread.sleep(pause.multipliedBy(failures));
          changes.again(batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean dealtWith(Changes.Batch batch) {
    try {
      return (!batch.kinds() || view.refresh()) && discover.look(batch);
    } catch (RuntimeException defect) {
      LOGGER.errorf(defect, "Discovery failed and is tried again changes=%s", batch);
      return false;
    }
  }
}
