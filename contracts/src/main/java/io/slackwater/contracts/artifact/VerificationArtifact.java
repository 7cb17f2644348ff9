// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.artifact;

import java.util.List;

/**
 * What a verification found.
 *
 * @param component what was verified, as {@code Kind/name}
 * @param checks what was checked, each with its finding
 */
public record VerificationArtifact(String component, boolean verified, List<Check> checks)
    implements Artifact {

  /** Copies the list. */
  public VerificationArtifact {
    checks = List.copyOf(checks);
  }

  /** One check and what it found. */
  public record Check(String name, boolean held, String finding) {}
}
