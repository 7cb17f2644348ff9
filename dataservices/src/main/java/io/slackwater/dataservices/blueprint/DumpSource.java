// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

/**
 * The pod to dump from.
 *
 * @param reason why this one, and why not the others, for a person
 */
public record DumpSource(DataServiceSession session, Probe probe, String reason) {}
