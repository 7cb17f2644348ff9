// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.id.LocationName;
import io.slackwater.discovery.domain.DiscoveryException;
import org.jspecify.annotations.Nullable;

/** A location lists no repository: more likely a wrong place than an empty one. */
public final class EmptyLocationException extends DiscoveryException {

  /** Of this location, at or below this path. */
  public EmptyLocationException(LocationName location, @Nullable String under) {
    super(
        "location '%s' lists no repository%s: check its URL in slackwater.location.%s.url, and the path"
            .formatted(location, under == null ? "" : " at or below " + under, location),
        false,
        null);
  }
}
