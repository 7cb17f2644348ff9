// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

/**
 * What a database showed inside a hold, for others to take over while it is kept.
 *
 * @param snapshot the server's name for it
 */
public record KeptSnapshot(String database, String snapshot) {}
