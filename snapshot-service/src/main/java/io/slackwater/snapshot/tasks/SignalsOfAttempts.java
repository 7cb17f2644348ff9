// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.executor.TaskContext;
import io.slackwater.snapshot.application.hold.HoldSignals;

/** How attempts signal. */
@FunctionalInterface
interface SignalsOfAttempts {

  HoldSignals of(TaskContext attempt);
}
