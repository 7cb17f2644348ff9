// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.artifact;

/**
 * A temporary key file in a repository.
 *
 * @param holder who can open it
 * @param keyFile its name, 64 hexadecimal digits
 */
public record KeyFileArtifact(RepositoryRef repository, String holder, String keyFile)
    implements Artifact {}
