// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes.hold;

import io.slackwater.contracts.signal.HoldQuiesced.ExportedSnapshot;
import io.slackwater.dataservices.DataServiceException;
import io.slackwater.dataservices.hold.Barrier;
import io.slackwater.dataservices.hold.BarrierPreparation;
import io.slackwater.dataservices.hold.SnapshotKeeper;
import io.slackwater.snapshot.application.hold.HoldBarrier;
import io.slackwater.snapshot.domain.HoldFailedException;
import io.slackwater.snapshot.domain.hold.Cover;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A barrier kept up by sessions in a pod. */
final class PodBarrier implements HoldBarrier {

  private final String component;
  private final Cover cover;
  private final Way way;
  private @Nullable Barrier raised;
  private long raisedNanos;

  /** What {@link #close} must reach from other threads; guarded by this. */
  private @Nullable BarrierPreparation preparation;

  private @Nullable SnapshotKeeper keeper;
  private boolean closed;

  /** How its kind is opened. */
  interface Way {

    /** Flushes what is only in memory. */
    void flush();

    BarrierPreparation prepare();

    /** What keeps snapshots for others; null when nobody takes part. */
    @Nullable SnapshotKeeper keeper();

    /** What was kept, in the words of the contract. */
    List<ExportedSnapshot> exported(SnapshotKeeper keeper);
  }

  PodBarrier(String component, Cover cover, Way way) {
    this.component = component;
    this.cover = cover;
    this.way = way;
  }

  @Override
  public String component() {
    return component;
  }

  @Override
  public String barrier() {
    return cover.barrier() + " in pod " + cover.pod();
  }

  @Override
  public List<Cover> covers() {
    return List.of(cover);
  }

  @Override
  public void prepare() {
    of(
        () -> {
          way.flush();
          BarrierPreparation opened = way.prepare();
          synchronized (this) {
            preparation = opened;
          }
          SnapshotKeeper kept = way.keeper();
          synchronized (this) {
            keeper = kept;
          }
          closeIfClosed();
          return component;
        });
  }

  @Override
  public void raise() {
    BarrierPreparation opened;
    synchronized (this) {
      opened = Objects.requireNonNull(preparation, "prepare() comes first");
    }
    raisedNanos = System.nanoTime();
    raised = of(opened::raise);
  }

  @Override
  public List<ExportedSnapshot> export() {
    SnapshotKeeper kept;
    synchronized (this) {
      kept = keeper;
    }
    return kept == null ? List.of() : of(() -> way.exported(kept));
  }

  @Override
  public void ping() {
    of(up()::ping);
  }

  @Override
  public Duration thaw() {
    Duration said = of(up()::thaw).held();
    return said.isZero() ? Duration.ofNanos(System.nanoTime() - raisedNanos) : said;
  }

  @Override
  public synchronized void endKeeping() {
    if (keeper != null) {
      keeper.close();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (preparation != null) {
      preparation.close();
    }
    endKeeping();
  }

  /** Closes what was opened after {@link #close}. */
  private synchronized void closeIfClosed() {
    if (closed) {
      close();
    }
  }

  private Barrier up() {
    return Objects.requireNonNull(raised, "raise() comes first");
  }

  private <T> T of(Supplier<T> step) {
    try {
      return step.get();
    } catch (DataServiceException e) {
      throw new HoldFailedException(component + ": " + e.getMessage(), true);
    }
  }
}
