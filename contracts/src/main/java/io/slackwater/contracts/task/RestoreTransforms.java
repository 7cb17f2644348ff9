// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import java.util.Map;

/**
 * What is made otherwise than it was captured.
 *
 * @param storageClasses the storage class of a claim in the target, by the one that was captured
 */
public record RestoreTransforms(Map<String, String> storageClasses) {

  /** Copies the map. */
  public RestoreTransforms {
    storageClasses = Map.copyOf(storageClasses);
  }
}
