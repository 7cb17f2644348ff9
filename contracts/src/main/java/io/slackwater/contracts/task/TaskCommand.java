// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import io.slackwater.contracts.event.Event;

/** The stream {@code tasks.<cluster>}. */
public sealed interface TaskCommand extends Event permits TaskPlanned {}
