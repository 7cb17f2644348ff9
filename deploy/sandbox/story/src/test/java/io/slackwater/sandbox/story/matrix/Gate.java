// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Holds back the message with which a coordinator crosses a border, so that it stays there for as
 * long as it takes to kill somebody. What it does not hold back it counts. Thread-safe.
 */
final class Gate {

  private static final String SNAPSHOTS = "/volumesnapshots";
  private static final String RECORD = "/leases/slackwater-hold-";
  private static final String SEAL = "slackwater.io/sealed-hold";

  private @Nullable Border border;
  private String namespace = "";
  private int raises;
  private int thaws;
  private int requested;
  private boolean sealing;
  private boolean reached;
  private long opened;

  /** Waits for the next hold of an application at a border. */
  synchronized void arm(Border next, String application) {
    border = next;
    namespace = application;
    raises = 0;
    thaws = 0;
    requested = 0;
    sealing = false;
    reached = false;
  }

  /** Waits until the border is reached; whether it was in time. */
  synchronized boolean awaitReached(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!reached) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000 + 1);
    }
    return true;
  }

  /** Lets everything go on, and holds nothing back until it is armed again. */
  synchronized void open() {
    border = null;
    opened++;
    notifyAll();
  }

  /** Takes a request for the API; returns when it may go on. */
  synchronized void request(String method, String path, String body) throws InterruptedException {
    boolean here = path.contains("/namespaces/" + namespace + "/");
    boolean held =
        switch (border) {
          case ALL_BARRIERS -> here && cuts(method, path);
          case FIRST_SNAPSHOT -> here && cuts(method, path) && ++requested > 1;
          case BEFORE_SEALED, DUMPS_STARTED -> seals(path, body);
          case AFTER_SEALED -> {
            boolean after = sealing && path.contains("/volumesnapshot");
            sealing |= seals(path, body);
            yield after;
          }
          case null, default -> false;
        };
    holdBack(held);
  }

  /** Takes a line for a session in a pod; returns when it may go on. */
  synchronized void line(String path, String line) throws InterruptedException {
    if (!path.contains("/namespaces/" + namespace + "/")) {
      return;
    }
    boolean raise = line.contains("RAISE");
    boolean thaw = line.contains("THAW");
    raises += raise ? 1 : 0;
    thaws += thaw ? 1 : 0;
    boolean held =
        switch (border) {
          case PREPARED -> raise && raises == 1;
          case FIRST_BARRIER -> raise && raises == 2;
          // The third session keeps the database's view for dumps; it is raised after the cut.
          case ALL_SNAPSHOTS -> raise && raises == 3;
          case HALF_RELEASED -> thaw && thaws == 2;
          case null, default -> false;
        };
    holdBack(held);
  }

  private static boolean cuts(String method, String path) {
    return method.equals("POST") && path.endsWith(SNAPSHOTS);
  }

  private static boolean seals(String path, String body) {
    return path.contains(RECORD) && body.contains(SEAL);
  }

  private void holdBack(boolean held) throws InterruptedException {
    if (!held) {
      return;
    }
    reached = true;
    notifyAll();
    long before = opened;
    while (opened == before) {
      wait();
    }
  }
}
