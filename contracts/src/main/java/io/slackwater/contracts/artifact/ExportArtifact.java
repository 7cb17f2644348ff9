// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.artifact;

import io.slackwater.contracts.application.VolumeClaim;
import java.time.Instant;

/** A volume's files in the repository, copied from a snapshot of it. Sizes in bytes. */
public record ExportArtifact(
    VolumeClaim claim,
    RepositoryRef repository,
    String snapshot,
    long files,
    long logicalBytes,
    long storedBytes,
    Instant exportedAt)
    implements Artifact {}
