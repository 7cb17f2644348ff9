// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import io.slackwater.contracts.task.TaskPlanned;
import org.jspecify.annotations.Nullable;

/** The attempt for which something is done. Thread-safe. */
public interface Work {

  /** The attempt's task. */
  TaskPlanned task();

  /** Reports progress in bytes. */
  void progress(String step, long doneBytes, @Nullable Long totalBytes);

  /** Reports that nothing can be done for now, and why; returns when it cannot get lost. */
  void waiting(String reason);

  /** Whether the attempt lost its standing. */
  boolean aborted();

  /** Throws when the attempt lost its standing. */
  void checkActive();

  /** What to do when it loses it. */
  void onAbort(Runnable action);

  /** What to do first when the run is cancelled, before the attempt loses its standing. */
  void onCancel(Runnable action);
}
