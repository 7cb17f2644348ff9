// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

/**
 * What one command cost.
 *
 * @param cpuSeconds user and system time of the process and its children
 * @param wallSeconds from start to end
 * @param peakMegabytes largest resident set, MB of 10^6 bytes
 */
record Usage(double cpuSeconds, double wallSeconds, double peakMegabytes) {}
