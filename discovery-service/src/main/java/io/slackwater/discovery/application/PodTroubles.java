// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.discovery.domain.GroupKind;
import io.slackwater.discovery.domain.KubernetesObject;
import java.util.ArrayList;
import java.util.List;

/** Why pods of a restored namespace do not get ready, in the words of their containers' states. */
final class PodTroubles {

  private static final GroupKind POD = new GroupKind("", "Pod");
  private static final int SHOWN = 5;

  private PodTroubles() {}

  /** What is waited for, followed by the pods' own reasons. */
  static List<String> explain(TargetCluster cluster, List<String> waiting) {
    List<String> reasons = new ArrayList<>(waiting);
    cluster.api().surface().find(POD).stream()
        .flatMap(type -> cluster.api().list(type, cluster.target().namespace()).stream())
        .flatMap(pod -> of(pod).stream())
        .limit(SHOWN)
        .forEach(reasons::add);
    return reasons;
  }

  private static List<String> of(KubernetesObject pod) {
    List<String> reasons = new ArrayList<>();
    for (String statuses : List.of("/status/initContainerStatuses", "/status/containerStatuses")) {
      for (JsonNode container : pod.at(statuses)) {
        JsonNode waiting = container.at("/state/waiting/reason");
        JsonNode ended = container.at("/state/terminated/reason");
        if (waiting.isTextual() || ended.isTextual()) {
          reasons.add(
              "%s container %s: %s, restarted %d times"
                  .formatted(
                      pod,
                      container.path("name").asText(),
                      waiting.isTextual() ? waiting.asText() : ended.asText(),
                      container.path("restartCount").asInt()));
        }
      }
    }
    return reasons;
  }
}
