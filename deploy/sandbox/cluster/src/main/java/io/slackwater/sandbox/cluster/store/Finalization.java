// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Says when an object whose deletion was asked for has nothing left to wait for. */
final class Finalization {
  private Finalization() {}

  static boolean isComplete(ObjectKey key, ObjectNode object) {
    return Metadata.isDeleting(object)
        && Metadata.finalizers(object).isEmpty()
        && !isWaitingForNode(key, object)
        && !isWaitingForContents(key, object);
  }

  /** A pod on a node goes when the node has ended its processes and says so with grace 0. */
  static boolean isWaitingForNode(ObjectKey key, ObjectNode object) {
    return key.isOf(Types.POD)
        && object.path("metadata").path("deletionGracePeriodSeconds").asLong(0) > 0;
  }

  /** A namespace goes when it is empty. */
  static boolean isWaitingForContents(ObjectKey key, ObjectNode object) {
    return key.isOf(Types.NAMESPACE) && !object.path("spec").path("finalizers").isEmpty();
  }
}
