// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

/**
 * A database whose writers are barred.
 *
 * @param session process id of the session inside the server
 * @param snapshot id of the snapshot this session exports while the barrier is up: {@code pg_dump
 *     --snapshot} in the same database sees what was committed before the barrier
 * @param relations how many relations are locked, catalogs among them
 * @param position the server's position in its log when the barrier stood
 */
public record BarredDatabase(
    String database, int session, String snapshot, int relations, String position) {}
