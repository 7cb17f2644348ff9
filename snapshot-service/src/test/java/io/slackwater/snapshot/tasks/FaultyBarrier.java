// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.contracts.signal.HoldQuiesced.ExportedSnapshot;
import io.slackwater.snapshot.application.hold.HoldBarrier;
import io.slackwater.snapshot.domain.hold.Cover;
import java.time.Duration;
import java.util.List;

/** A real barrier, with something that happens just before it is asked whether it holds. */
record FaultyBarrier(HoldBarrier real, Runnable beforePing) implements HoldBarrier {

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
    return real.thaw();
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
