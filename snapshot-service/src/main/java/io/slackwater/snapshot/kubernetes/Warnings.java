// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The warnings that a cluster recorded about an object. */
final class Warnings {

  private Warnings() {}

  /** Reason and message of each, the newest last. */
  static List<String> about(KubernetesClient client, String namespace, String kind, String name) {
    return client
        .v1()
        .events()
        .inNamespace(namespace)
        .withFields(
            Map.of("involvedObject.kind", kind, "involvedObject.name", name, "type", "Warning"))
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(Warnings::when))
        .map(event -> event.getReason() + ": " + event.getMessage())
        .toList();
  }

  private static String when(Event event) {
    String last = event.getLastTimestamp();
    return last == null ? orEmpty(event.getMetadata().getCreationTimestamp()) : last;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
