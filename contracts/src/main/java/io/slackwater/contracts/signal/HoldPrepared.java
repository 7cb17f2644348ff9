// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.signal;

import io.slackwater.contracts.id.TaskId;

/**
 * A participant has its slot, its pod and its tool, and only waits for the cut.
 *
 * @param participant the participant's task
 * @param participantAttempt the attempt that is prepared
 */
public record HoldPrepared(HoldRef hold, TaskId participant, int participantAttempt)
    implements HoldSignal {}
