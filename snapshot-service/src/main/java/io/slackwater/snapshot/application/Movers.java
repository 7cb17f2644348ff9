// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.snapshot.domain.MoverLine;
import io.slackwater.snapshot.domain.MoverState;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.List;
import java.util.function.Consumer;

/** The mover pods of one cluster, in Slackwater's namespace. Thread-safe. */
public interface Movers {

  /** Starts a mover, with a Secret of its own for its environment. */
  void start(TaskIdentity identity, MoverOrder order);

  /** What the mover is doing. */
  MoverState state(String helper);

  /** Hands each line of the mover's output on, from its beginning, until closed or ended. */
  Following follow(String helper, Consumer<MoverLine> reader);

  /** The last lines of the mover's output; none when it cannot be had any more. */
  List<MoverLine> lastLines(String helper);

  /** Deletes the mover and its Secret, unless they are a newer attempt's. */
  void remove(TaskIdentity identity, String helper);

  /** Whether neither the mover nor its Secret is left. */
  boolean gone(String helper);

  /** Output being followed. */
  interface Following extends AutoCloseable {
    @Override
    void close();
  }
}
