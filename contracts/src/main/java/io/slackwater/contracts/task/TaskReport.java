// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

/** A report of one attempt. Exactly one of succeeded, failed, cancelled and expired ends it. */
public sealed interface TaskReport extends TaskEvent
    permits TaskAccepted,
        TaskWaiting,
        TaskProgressed,
        TaskSucceeded,
        TaskFailed,
        TaskCancelled,
        TaskExpired {

  /** The attempt. */
  TaskAttempt attempt();

  @Override
  default String key() {
    return attempt().application().key();
  }
}
