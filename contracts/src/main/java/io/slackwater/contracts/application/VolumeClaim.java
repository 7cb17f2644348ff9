// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.application;

import io.slackwater.contracts.id.Names;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A volume of an application, by its PersistentVolumeClaim; enough to make an equal claim
 * elsewhere.
 *
 * @param capacityBytes its size in bytes
 * @param driver the CSI driver behind it, when it has one
 */
public record VolumeClaim(
    String name,
    @Nullable String storageClass,
    long capacityBytes,
    List<String> accessModes,
    String volumeMode,
    @Nullable String driver,
    Map<String, String> labels) {

  /** Checks the name and copies the collections. */
  public VolumeClaim {
    Names.require("claim", name, Names.SUBDOMAIN);
    accessModes = List.copyOf(accessModes);
    labels = Map.copyOf(labels);
  }
}
