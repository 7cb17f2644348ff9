// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.artifact;

/**
 * Something a restore brought back.
 *
 * @param component the object, claim or database, as {@code Kind/name}
 * @param from where it came from, for example {@code snapshot}, {@code export}, {@code dump}
 */
public record RestoredArtifact(String component, String from, long logicalBytes)
    implements Artifact {}
