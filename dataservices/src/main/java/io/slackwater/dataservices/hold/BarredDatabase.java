// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

/**
 * A database whose writers are barred.
 *
 * @param session process id of the session inside the server
 * @param relations how many relations are locked, catalogs among them
 * @param position the server's position in its log when the barrier stood
 */
public record BarredDatabase(String database, int session, int relations, String position) {}
