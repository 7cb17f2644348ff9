// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.discovery.domain.DiscoveryException;
import org.jspecify.annotations.Nullable;

/** A repository's snapshot is not a capture that this version can read. */
public final class UnreadableCaptureException extends DiscoveryException {

  /** Makes the exception. */
  public UnreadableCaptureException(
      RepositoryRef repository, String snapshot, String fault, @Nullable Throwable cause) {
    super(
        "snapshot %s of repository %s/%s is not a readable capture: %s"
            .formatted(snapshot, repository.location(), repository.path(), fault),
        false,
        cause);
  }
}
