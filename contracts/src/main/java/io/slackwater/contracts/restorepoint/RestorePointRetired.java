// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.restorepoint;

import io.slackwater.contracts.id.RestorePointId;

/** The restore point is gone for good. On the wire: a tombstone (no value) with this type. */
public record RestorePointRetired(RestorePointId restorePoint) implements RestorePointEvent {

  @Override
  public String key() {
    return restorePoint.value();
  }
}
