// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.snapshot.domain.WaitedTooLongException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waiting for the cluster, by looking again and again: what is waited for is written by others'
 * controllers, and a look also finds what a watch had missed.
 *
 * @param interval between two looks
 * @param active throws when this attempt has to end
 * @param notAfter the attempt's own end, which no wait outlasts
 */
public record Patience(Clock clock, Duration interval, Runnable active, Instant notAfter) {

  /** The same with another time between two looks. */
  public Patience every(Duration other) {
    return new Patience(clock, other, active, notAfter);
  }

  /**
   * Looks until there is something.
   *
   * @param most how long at most
   * @param late what to say when nothing came in time
   * @throws WaitedTooLongException when nothing came in time
   */
  public <T> T await(Duration most, Supplier<Optional<T>> look, Supplier<String> late)
      throws InterruptedException {
    Instant bound = clock.instant().plus(most);
    Instant deadline = bound.isBefore(notAfter) ? bound : notAfter;
    while (true) {
      active.run();
      Optional<T> seen = look.get();
      if (seen.isPresent()) {
        return seen.get();
      }
      if (!clock.instant().isBefore(deadline)) {
        throw new WaitedTooLongException(late.get());
      }
      Thread.sleep(interval);
    }
  }

  /** Looks until there is something, or until the attempt's own end. */
  public <T> T awaitUntilEnd(Supplier<Optional<T>> look, Supplier<String> late)
      throws InterruptedException {
    return await(Duration.between(clock.instant(), notAfter), look, late);
  }

  /** Looks until it is so. */
  public void awaitTrue(Duration most, Supplier<Boolean> look, Supplier<String> late)
      throws InterruptedException {
    await(most, () -> look.get() ? Optional.of(true) : Optional.empty(), late);
  }
}
