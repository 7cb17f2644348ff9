// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import java.util.List;

/**
 * Writers that are barred, until {@link #thaw}, {@link #close}, the death of this process, or the
 * longest hold, whichever is first. It is kept up by a thread that asks for proof every second.
 * Safe for use by several threads.
 */
public interface Barrier extends AutoCloseable {

  /** What is barred in each database; empty for a barrier that is not of a database. */
  List<BarredDatabase> databases();

  /**
   * Asks what bars the writers whether it still does, in every session of the barrier.
   *
   * @throws BarrierLostException when it does not, or did not say so in time; then the cut is void
   */
  Held ping();

  /**
   * Lets the writers go on, after asking a last time.
   *
   * @throws BarrierLostException when they were not barred all the time until now
   */
  Release thaw();

  /** Lets the writers go on, whatever the state. Never throws; no proof comes of it. */
  @Override
  void close();
}
