// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import java.time.Duration;

/**
 * How long things may take before they count as failed; never longer than the task itself.
 *
 * @param snapshot from asking for snapshots until the storage has finished all of them
 * @param prepare from making a mover's helpers until the mover runs
 * @param bind until a restored claim is bound
 * @param cleanup until deleted helpers are gone
 * @param volumesAtOnce how many volumes of one task are moved side by side
 */
public record Limits(
    Duration snapshot, Duration prepare, Duration bind, Duration cleanup, int volumesAtOnce) {}
