// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param part one database's dump or load
 * @param replica how long a replica may take to catch up before the primary is dumped instead
 * @param verification the check of one database
 */
public record DumpLimits(Duration part, Duration replica, Duration verification) {}
