// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.signal;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;

/**
 * Which hold a signal speaks of.
 *
 * @param coordinator the task that raises and releases the barriers
 * @param attempt the coordinator's attempt; the signals of lower ones are void
 */
public record HoldRef(
    HoldId id, RunId run, ApplicationId application, TaskId coordinator, int attempt) {}
