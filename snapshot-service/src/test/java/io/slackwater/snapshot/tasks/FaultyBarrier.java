// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.contracts.signal.HoldQuiesced.ExportedSnapshot;
import io.slackwater.snapshot.application.hold.HoldBarrier;
import io.slackwater.snapshot.domain.hold.Cover;
import java.time.Duration;
import java.util.List;

/**
 * A real barrier, with something that happens before it is raised, before it is asked whether it
 * holds, and after it is released.
 */
record FaultyBarrier(
    HoldBarrier real, Runnable beforeRaise, Runnable beforePing, Runnable afterThaw)
    implements HoldBarrier {

  FaultyBarrier(HoldBarrier real, Runnable beforePing) {
    this(real, () -> {}, beforePing, () -> {});
  }

  @Override
  public String component() {
    return real.component();
  }

  @Override
  public String barrier() {
    return real.barrier();
  }

  @Override
  public List<Cover> covers() {
    return real.covers();
  }

  @Override
  public void prepare() {
    real.prepare();
  }

  @Override
  public void raise() {
    beforeRaise.run();
    real.raise();
  }

  @Override
  public List<ExportedSnapshot> export() {
    return real.export();
  }

  @Override
  public void ping() {
    beforePing.run();
    real.ping();
  }

  @Override
  public Duration thaw() {
    Duration held = real.thaw();
    afterThaw.run();
    return held;
  }

  @Override
  public void endKeeping() {
    real.endKeeping();
  }

  @Override
  public void close() {
    real.close();
  }
}
