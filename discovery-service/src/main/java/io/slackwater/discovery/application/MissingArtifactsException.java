// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.discovery.domain.DiscoveryException;
import java.util.List;

/** A restore point names what does not exist: it must not be called complete. */
public final class MissingArtifactsException extends DiscoveryException {

  MissingArtifactsException(RestorePointId restorePoint, List<String> missing) {
    super(
        "restore point %s names artifacts that do not exist: %s; it is not sealed, take a new one"
            .formatted(restorePoint, String.join("; ", missing)),
        false,
        null);
  }
}
