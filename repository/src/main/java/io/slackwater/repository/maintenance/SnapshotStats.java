// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

/**
 * How large snapshots are.
 *
 * @param snapshots how many were counted
 * @param files in all of them together
 * @param directories in all of them together
 * @param logicalBytes what a restore of all of them writes
 * @param blobs distinct blobs
 * @param storedBytes what the distinct blobs take in packs
 */
public record SnapshotStats(
    long snapshots,
    long files,
    long directories,
    long logicalBytes,
    long blobs,
    long storedBytes) {}
