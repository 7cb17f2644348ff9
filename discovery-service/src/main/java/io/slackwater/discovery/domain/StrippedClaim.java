// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A claim without its binding: which volume it got, on which node, from which source. */
final class StrippedClaim {

  private static final List<String> ANNOTATIONS =
      List.of(
          "pv.kubernetes.io/bind-completed",
          "pv.kubernetes.io/bound-by-controller",
          "volume.kubernetes.io/storage-provisioner",
          "volume.beta.kubernetes.io/storage-provisioner",
          "volume.kubernetes.io/selected-node");

  private StrippedClaim() {}

  static void strip(ObjectNode json) {
    Trees.remove(json, "/metadata/annotations", ANNOTATIONS);
    Trees.remove(json, "/spec", List.of("volumeName", "dataSource", "dataSourceRef"));
  }
}
