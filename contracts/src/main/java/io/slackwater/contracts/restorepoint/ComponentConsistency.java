// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.restorepoint;

/**
 * What was proved of one component.
 *
 * @param component as {@code Kind/name}
 * @param reason why it is not more
 */
public record ComponentConsistency(String component, Consistency consistency, String reason) {}
