// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.artifact;

/** The restore point's own description in the repository. */
public record ManifestArtifact(RepositoryRef repository, String snapshot) implements Artifact {}
