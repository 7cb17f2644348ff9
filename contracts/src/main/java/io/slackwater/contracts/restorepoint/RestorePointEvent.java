// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.restorepoint;

import io.slackwater.contracts.event.Event;

/** The stream {@code restore-points}, compacted by restore point. */
public sealed interface RestorePointEvent extends Event
    permits RestorePointRecorded, RestorePointRetired {}
