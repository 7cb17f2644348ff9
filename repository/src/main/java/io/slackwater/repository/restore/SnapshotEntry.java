// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.tree.Node;

/**
 * One entry of a snapshot.
 *
 * @param path from the root of the snapshot, with slashes
 * @param node what is there
 */
public record SnapshotEntry(String path, Node node) {}
