// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One committed change.
 *
 * @param revision the cluster's revision after it
 * @param kind what happened
 * @param key to which object
 * @param object its state after the change; for a removal its last state, with the removal's
 *     revision
 * @param previous its state before; null for an addition
 */
public record Change(
    long revision, Kind kind, ObjectKey key, ObjectNode object, @Nullable ObjectNode previous) {
  /** What can happen to an object, named as watches name it. */
  public enum Kind {
    ADDED,
    MODIFIED,
    DELETED
  }
}
