// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.discovery.domain.DiscoveryException;

/** A task names a snapshot by what is not an id. */
public final class InvalidSnapshotIdException extends DiscoveryException {

  /** Of this text. */
  public InvalidSnapshotIdException(String text, Throwable cause) {
    super(
        "'%s' is not the full id of a snapshot, 64 hexadecimal digits: nothing was forgotten"
            .formatted(text),
        false,
        cause);
  }
}
