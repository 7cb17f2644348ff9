// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.artifact;

import io.slackwater.contracts.application.VolumeClaim;
import java.time.Instant;

/**
 * A CSI snapshot whose content outlives the namespace.
 *
 * @param claim the volume it was taken of
 * @param handle the storage system's own id, by which it is bound again
 * @param content the VolumeSnapshotContent's name when it was taken
 * @param restoreSizeBytes the least size in bytes of a volume made from it
 * @param createdAt when the storage cut it
 */
public record VolumeSnapshotArtifact(
    VolumeClaim claim,
    String driver,
    String snapshotClass,
    String handle,
    String content,
    long restoreSizeBytes,
    Instant createdAt)
    implements Artifact {}
