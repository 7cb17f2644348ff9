// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.signal;

import io.slackwater.contracts.id.TaskId;

/**
 * A participant reads from all of its exported snapshots, or goes without: nobody needs to keep
 * them any more.
 */
public record HoldImported(HoldRef hold, TaskId participant, int participantAttempt)
    implements HoldSignal {}
