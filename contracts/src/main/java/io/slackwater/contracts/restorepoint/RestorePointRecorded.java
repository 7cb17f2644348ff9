// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.restorepoint;

/** The restore point is now so. Each event holds all of it. */
public record RestorePointRecorded(RestorePoint restorePoint) implements RestorePointEvent {

  @Override
  public String key() {
    return restorePoint.id().value();
  }
}
