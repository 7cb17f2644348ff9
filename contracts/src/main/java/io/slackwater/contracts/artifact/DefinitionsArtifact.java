// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.artifact;

import java.time.Instant;
import java.util.List;

/**
 * The captured Kubernetes definitions: one snapshot of the repository, a JSON file per object.
 *
 * @param snapshot the repository's snapshot id
 * @param kinds the kinds found, as {@code apiVersion/kind}, each once
 */
public record DefinitionsArtifact(
    RepositoryRef repository,
    String snapshot,
    int objects,
    List<String> kinds,
    long logicalBytes,
    long storedBytes,
    Instant capturedAt)
    implements Artifact {

  /** Copies the list. */
  public DefinitionsArtifact {
    kinds = List.copyOf(kinds);
  }
}
