// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.restorepoint;

import io.slackwater.contracts.artifact.RepositoryRef;
import org.jspecify.annotations.Nullable;

/**
 * A restore point's description, or a whole repository of them, that cannot be taken in.
 *
 * @param manifest the repository's snapshot that should hold the description; absent when the
 *     repository cannot be read at all
 * @param reason why, and what to do
 */
public record UnreadableManifest(
    RepositoryRef repository, @Nullable String manifest, String reason) {}
