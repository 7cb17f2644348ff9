// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import java.time.Instant;

/**
 * Somebody wants a run to end.
 *
 * @param deadline when the run settles though a task has not ended
 * @param reason who wants it and why
 */
public record Cancellation(Instant deadline, String reason) {}
