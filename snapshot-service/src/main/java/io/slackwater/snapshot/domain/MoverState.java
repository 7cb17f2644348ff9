// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import java.time.Instant;

/** What a mover pod is doing. */
public sealed interface MoverState {

  /** There is no such pod. */
  record Absent() implements MoverState {}

  /**
   * It does not run yet.
   *
   * @param since when the pod was made
   * @param why what keeps it, as the cluster says
   * @param hopeless whether waiting cannot help
   */
  record Waiting(Instant since, String why, boolean hopeless) implements MoverState {}

  /** It runs. */
  record Running() implements MoverState {}

  /** It ended with exit code 0. */
  record Succeeded() implements MoverState {}

  /**
   * It ended otherwise.
   *
   * @param why the pod's reason: exit code, OOMKilled, Evicted, ...
   * @param exitCode of its container; -1 when there is none
   */
  record Failed(String why, int exitCode) implements MoverState {}

  /** It is being deleted. */
  record Leaving() implements MoverState {}
}
