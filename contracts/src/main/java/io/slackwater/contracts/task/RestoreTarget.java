// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.Names;
import org.jspecify.annotations.Nullable;

/**
 * Where a restore goes.
 *
 * @param transforms what is made otherwise there; absent when all is made as it was
 */
public record RestoreTarget(
    ClusterId cluster, String namespace, @Nullable RestoreTransforms transforms) {

  /** Checks the namespace. */
  public RestoreTarget {
    Names.require("namespace", namespace, Names.LABEL);
  }

  /** Where all is made as it was captured. */
  public RestoreTarget(ClusterId cluster, String namespace) {
    this(cluster, namespace, null);
  }

  /** The storage class there of a claim that was captured with this one. */
  public @Nullable String storageClass(@Nullable String captured) {
    return captured == null || transforms == null
        ? captured
        : transforms.storageClasses().getOrDefault(captured, captured);
  }
}
