// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

/**
 * What prune did, or would do.
 *
 * @param packsDeleted packs without any used blob, or that no index knew
 * @param packsRepacked packs whose used blobs were copied into new ones
 * @param packsKept packs left as they are
 * @param bytesFreed bytes of the deleted and repacked packs less those of the new ones
 * @param unusedBytesLeft unused bytes in the packs that were kept
 * @param leftoversDeleted temporary files of crashed writers that were removed
 */
public record PruneResult(
    int packsDeleted,
    int packsRepacked,
    int packsKept,
    long bytesFreed,
    long unusedBytesLeft,
    int leftoversDeleted) {}
