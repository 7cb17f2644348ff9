// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.persistence;

import io.slackwater.discovery.domain.DiscoveryException;

/** A manifest in a repository cannot be read. */
public final class UnreadableManifestException extends DiscoveryException {

  UnreadableManifestException(String snapshot, Throwable cause) {
    super(
        "the manifest in snapshot %s cannot be read: %s; check the repository"
            .formatted(snapshot, cause.getMessage()),
        true,
        cause);
  }
}
