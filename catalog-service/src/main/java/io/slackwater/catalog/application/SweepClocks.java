// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * The two kinds of time.
 *
 * @param wall for what others wrote down
 * @param monotonic for how long this process has waited, in nanoseconds
 */
public record SweepClocks(Clock wall, LongSupplier monotonic) {}
