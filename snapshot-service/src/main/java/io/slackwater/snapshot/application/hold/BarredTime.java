// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application.hold;

import io.slackwater.contracts.artifact.HoldArtifact.Barred;
import io.slackwater.contracts.signal.HoldQuiesced.ExportedSnapshot;
import io.slackwater.snapshot.application.EachVolume;
import io.slackwater.snapshot.domain.HoldFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The time in which writers are barred, from the first barrier to the last release. It ends by
 * itself when it lasts too long, and at once when any thread closes it.
 */
final class BarredTime implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(BarredTime.class);

  private final List<HoldBarrier> barriers;
  private final Duration maxHold;
  private final List<HoldBarrier> raised = new ArrayList<>();
  private final AtomicReference<@Nullable String> ended = new AtomicReference<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private long begunNanos;

  BarredTime(List<HoldBarrier> barriers, Duration maxHold) {
    this.barriers = List.copyOf(barriers);
    this.maxHold = maxHold;
  }

  /** Readies every barrier, side by side; bars nobody. */
  void prepare() throws InterruptedException {
    all(HoldBarrier::prepare);
  }

  /** Raises every barrier in order, in the part of the time that is for it. */
  Duration quiesce() {
    begunNanos = System.nanoTime();
    Thread.ofVirtual().name("hold-bound").start(this::endInTime);
    for (HoldBarrier barrier : barriers) {
      requireUp();
      barrier.raise();
      raised.add(barrier);
      if (sinceBegun().compareTo(HoldLimits.quiesce(maxHold)) > 0) {
        throw new HoldFailedException(
            "the barriers were not all raised within %s, which is the part of the longest hold (%s) for it: the last was %s"
                .formatted(HoldLimits.quiesce(maxHold), maxHold, barrier.component()),
            true);
      }
    }
    requireUp();
    return sinceBegun();
  }

  /** What the data services show to whoever takes part. */
  List<ExportedSnapshot> export() {
    return raised.stream().flatMap(barrier -> barrier.export().stream()).toList();
  }

  /** What is left of the longest hold; not above zero when it is over. */
  Duration left() {
    return maxHold.minus(sinceBegun());
  }

  /** Asks every barrier whether it held until now. */
  void ping() throws InterruptedException {
    requireUp();
    all(HoldBarrier::ping);
    requireUp();
  }

  /** Releases in reverse order. A barrier that does not answer any more was proved before. */
  List<Barred> thaw() {
    List<Barred> barred = new ArrayList<>();
    for (HoldBarrier barrier : raised.reversed()) {
      Duration held;
      try {
        held = barrier.thaw();
      } catch (HoldFailedException e) {
        LOGGER.warnf(e, "A barrier did not say goodbye component=%s", barrier.component());
        held = sinceBegun();
      }
      barred.addFirst(new Barred(barrier.component(), barrier.barrier(), held.toMillis()));
    }
    over.countDown();
    return barred;
  }

  /** Lets go what participants read from. */
  void endKeeping() {
    barriers.forEach(HoldBarrier::endKeeping);
  }

  /** Ends it at once, and says why to whoever works on in it. */
  void end(String why) {
    ended.compareAndSet(null, why);
    over.countDown();
    barriers.reversed().forEach(HoldBarrier::close);
  }

  @Override
  public void close() {
    end("it is closed");
  }

  private void endInTime() {
    try {
      if (!over.await(maxHold.toNanos(), TimeUnit.NANOSECONDS)) {
        end("it lasted longer than %s".formatted(maxHold));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void requireUp() {
    String why = ended.get();
    if (why != null) {
      throw new HoldFailedException("the hold ended before its seal: " + why, true);
    }
  }

  private Duration sinceBegun() {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }

  private void all(Step step) throws InterruptedException {
    List<Callable<String>> steps =
        barriers.stream()
            .<Callable<String>>map(
                barrier ->
                    () -> {
                      step.on(barrier);
                      return barrier.component();
                    })
            .toList();
    EachVolume.run(Math.max(1, steps.size()), steps);
  }

  @FunctionalInterface
  private interface Step {
    void on(HoldBarrier barrier);
  }
}
