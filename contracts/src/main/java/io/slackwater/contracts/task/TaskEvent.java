// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import io.slackwater.contracts.event.Event;

/**
 * The stream {@code task-events.<cluster>}: reports of attempts, what imports found, and
 * heartbeats.
 */
public sealed interface TaskEvent extends Event
    permits TaskReport, RestorePointsFound, ExecutorHeartbeat {}
