// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

/** The attempt lost its standing and must not change anything any more. */
public final class TaskAbortedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TaskAbortedException(String reason) {
    super(reason);
  }
}
