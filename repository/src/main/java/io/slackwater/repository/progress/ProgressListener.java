// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.progress;

/**
 * Told after every file and every few megabytes, on the thread that works: return quickly, do not
 * throw.
 */
@FunctionalInterface
public interface ProgressListener {

  /** Ignores everything. */
  ProgressListener NONE = progress -> {};

  /** Takes notice of the state reached. */
  void onProgress(Progress progress);
}
