// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.artifact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a task produced. Names and ids only, never content. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DefinitionsArtifact.class, name = "definitions"),
  @JsonSubTypes.Type(value = VolumeSnapshotArtifact.class, name = "volume-snapshot"),
  @JsonSubTypes.Type(value = ExportArtifact.class, name = "export"),
  @JsonSubTypes.Type(value = DumpArtifact.class, name = "dump"),
  @JsonSubTypes.Type(value = HoldArtifact.class, name = "hold"),
  @JsonSubTypes.Type(value = ManifestArtifact.class, name = "manifest"),
  @JsonSubTypes.Type(value = RestoredArtifact.class, name = "restored"),
  @JsonSubTypes.Type(value = VerificationArtifact.class, name = "verification"),
  @JsonSubTypes.Type(value = ImportArtifact.class, name = "import"),
  @JsonSubTypes.Type(value = KeyPairArtifact.class, name = "key-pair"),
  @JsonSubTypes.Type(value = KeyFileArtifact.class, name = "key-file")
})
public sealed interface Artifact
    permits DefinitionsArtifact,
        VolumeSnapshotArtifact,
        ExportArtifact,
        DumpArtifact,
        HoldArtifact,
        ManifestArtifact,
        RestoredArtifact,
        VerificationArtifact,
        ImportArtifact,
        KeyPairArtifact,
        KeyFileArtifact {}
