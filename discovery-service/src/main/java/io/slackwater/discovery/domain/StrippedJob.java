// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A job without the labels by which its cluster ties pods to this one job. */
final class StrippedJob {

  private static final List<String> LABELS =
      List.of("controller-uid", "batch.kubernetes.io/controller-uid");

  private StrippedJob() {}

  static void strip(ObjectNode json) {
    Trees.remove(json, "/metadata/labels", LABELS);
    Trees.remove(json, "/spec/selector/matchLabels", LABELS);
    Trees.remove(json, "/spec/template/metadata/labels", LABELS);
    Trees.removeIfEmpty(json, "/spec/selector", "matchLabels");
    Trees.removeIfEmpty(json, "/spec", "selector");
  }
}
