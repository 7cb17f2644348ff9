// SPDX-License-Identifier: Apache-2.0
/**
 * Identities: hashes, and the names of blobs, packs, snapshots and files of a repository. Depends
 * on the JDK only.
 */
@NullMarked
package io.slackwater.repository.id;

import org.jspecify.annotations.NullMarked;
