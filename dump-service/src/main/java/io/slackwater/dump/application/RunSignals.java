// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import io.slackwater.contracts.signal.SignalEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the attempts of one run tell each other. Thread-safe. */
public interface RunSignals {

  /** Gives a signal; when this returns, others will hear it. */
  void publish(SignalEvent signal);

  /**
   * Waits until the signals of the run, all so far and in order, say what is looked for.
   *
   * @return empty when the time is over
   */
  <T> Optional<T> await(Duration atMost, Function<List<SignalEvent>, Optional<T>> found)
      throws InterruptedException;
}
