// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.executor.Signals;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Lets attempts signal through the brokers. */
@Singleton
final class HoldSignaling {

  private final Signals signals;

  HoldSignaling(Signals signals) {
    this.signals = signals;
  }

  @Produces
  @Singleton
  SignalsOfAttempts ofAttempts() {
    return attempt -> new ExecutorSignals(signals, attempt);
  }
}
