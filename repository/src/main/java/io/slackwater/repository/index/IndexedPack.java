// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.index;

import io.slackwater.repository.id.PackId;
import io.slackwater.repository.pack.PackedBlob;
import java.util.List;

/**
 * What an index says about one pack.
 *
 * @param id the pack
 * @param blobs all its blobs
 */
public record IndexedPack(PackId id, List<PackedBlob> blobs) {}
