// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application.hold;

import io.slackwater.contracts.signal.HoldQuiesced.ExportedSnapshot;
import io.slackwater.snapshot.domain.hold.Cover;
import java.time.Duration;
import java.util.List;

/**
 * One barrier of a hold, in the order of its methods. Used by one thread, but for {@link #close},
 * which any thread may call at any time, also more than once. Failures are {@link
 * io.slackwater.snapshot.domain.HoldFailedException}.
 */
public interface HoldBarrier extends AutoCloseable {

  /** Whose writers it bars, as {@code Kind/name}. */
  String component();

  /** What it is, in words. */
  String barrier();

  /** What it bars while it is up. */
  List<Cover> covers();

  /** Flushes, and opens all that raising needs; bars nobody. */
  void prepare();

  /** Bars the writers. */
  void raise();

  /**
   * What its data service shows now to whoever takes part, for as long as {@link #endKeeping} is
   * not called; empty when nobody does.
   */
  List<ExportedSnapshot> export();

  /** Asks whether the writers were barred all the time since {@link #raise}. */
  void ping();

  /**
   * Lets the writers go on.
   *
   * @return how long they were barred
   */
  Duration thaw();

  /** Lets go what {@link #export} shows. */
  void endKeeping();

  /** Lets everybody and everything go, whatever the state. Never throws. */
  @Override
  void close();
}
