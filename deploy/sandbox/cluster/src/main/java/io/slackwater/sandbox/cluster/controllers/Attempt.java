// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.controllers;

import io.slackwater.sandbox.cluster.SandboxClusterException;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import java.lang.System.Logger.Level;

/** One object's turn in a reconciliation: when it fails, the others still have theirs. */
public final class Attempt {
  private static final System.Logger LOGGER = System.getLogger(Attempt.class.getName());

  private Attempt() {}

  /** Runs the turn; a failure is logged, and the next reconciliation tries again. */
  public static void at(ObjectKey key, Runnable turn) {
    try {
      turn.run();
    } catch (SandboxClusterException failure) {
      LOGGER.log(
          Level.WARNING,
          "reconciliation failed and is repeated object={0}/{1}/{2} why={3}",
          key.collection(),
          key.namespace(),
          key.name(),
          failure.getMessage());
    } catch (RuntimeException failure) {
      LOGGER.log(Level.ERROR, "reconciliation failed unexpectedly object=" + key, failure);
    }
  }
}
