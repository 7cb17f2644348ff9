// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.artifact;

import io.slackwater.contracts.id.LocationName;
import java.util.List;

/**
 * What an import went through.
 *
 * @param repositories how many repositories were read or tried
 * @param restorePoints how many restore points were found whole
 * @param unreadable how many descriptions, or repositories of them, cannot be taken in
 * @param examples the first of those, each with where and why
 */
public record ImportArtifact(
    LocationName location,
    int repositories,
    int restorePoints,
    int unreadable,
    List<String> examples)
    implements Artifact {

  /** Copies the list. */
  public ImportArtifact {
    examples = List.copyOf(examples);
  }
}
