// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.index;

import io.slackwater.repository.id.PackId;
import io.slackwater.repository.pack.PackedBlob;

/**
 * Where a blob lies.
 *
 * @param pack in which pack
 * @param blob and where in it
 */
public record BlobLocation(PackId pack, PackedBlob blob) {}
