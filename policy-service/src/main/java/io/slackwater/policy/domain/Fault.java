// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

/**
 * One thing that is wrong with what somebody asked for.
 *
 * @param field where it is, as {@code schedule.cron}
 * @param what what is wrong
 * @param why the rule that it breaks
 * @param action what to do about it
 */
public record Fault(String field, String what, String why, String action) {}
