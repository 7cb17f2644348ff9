// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import java.time.Duration;

/**
 * How often retention acts.
 *
 * @param retryAfter how long after a retirement failed it is tried again
 * @param pruneInterval the least time between two prunes of one application's repositories
 */
public record RetentionPace(Duration retryAfter, Duration pruneInterval) {}
