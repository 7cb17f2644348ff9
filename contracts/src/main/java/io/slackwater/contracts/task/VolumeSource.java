// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import org.jspecify.annotations.Nullable;

/** What a volume is restored from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = VolumeSource.Snapshot.class, name = "snapshot"),
  @JsonSubTypes.Type(value = VolumeSource.Export.class, name = "export")
})
public sealed interface VolumeSource {

  /**
   * The CSI snapshot, bound again by its handle.
   *
   * @param export the same snapshot's export, used when the storage has lost the snapshot; absent
   *     when there is none, or when nothing but the snapshot may be used
   */
  record Snapshot(VolumeSnapshotArtifact artifact, @Nullable ExportArtifact export)
      implements VolumeSource {

    /** The snapshot and nothing else. */
    public Snapshot(VolumeSnapshotArtifact artifact) {
      this(artifact, null);
    }
  }

  /** The files in the repository, copied by a mover. */
  record Export(ExportArtifact artifact) implements VolumeSource {}
}
