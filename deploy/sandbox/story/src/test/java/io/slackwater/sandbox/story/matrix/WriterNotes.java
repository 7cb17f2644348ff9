// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.sandbox.story.StoryException;
import io.slackwater.sandbox.story.shop.Pauses;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a shop's writers noted of how long they waited, read without the cluster's API: it may be
 * down. Of the pods that run when this is made. For one thread.
 */
final class WriterNotes {

  private static final Map<String, String> SCRIPTS =
      Map.of("writer", "/scripts/orders.sh", "other-writer", "/scripts/visits.sh");

  private final Map<String, ProcessHandle> writers = new HashMap<>();

  WriterNotes(KubernetesClient cluster, String namespace) {
    SCRIPTS.forEach(
        (writer, script) -> writers.put(writer, writing(cluster, namespace, writer, script)));
  }

  private static ProcessHandle writing(
      KubernetesClient cluster, String namespace, String writer, String script) {
    Pod pod =
        cluster
            .pods()
            .inNamespace(namespace)
            .withLabel("app.kubernetes.io/name", writer)
            .list()
            .getItems()
            .getFirst();
    return HostProcesses.of(pod, line -> line.size() > 1 && line.get(1).equals(script)).stream()
        .findFirst()
        .orElseThrow(() -> new StoryException(writer + " has no process"));
  }

  /** Every write so far. */
  Pauses pauses() {
    Map<String, List<Pauses.Write>> writes = new HashMap<>();
    writers.forEach((writer, process) -> writes.put(writer, read(process)));
    return new Pauses(writes);
  }

  /** Whether every writer has begun and ended a write after a time. */
  boolean wroteSince(Instant time) {
    return pauses().writes().values().stream()
        .allMatch(writes -> writes.stream().anyMatch(write -> write.begun().isAfter(time)));
  }

  private static List<Pauses.Write> read(ProcessHandle process) {
    Optional<String> notes = HostProcesses.read(process, "/tmp/latency");
    // The last line may be half written.
    return notes
        .map(text -> Pauses.read(text.substring(0, text.lastIndexOf('\n') + 1)))
        .orElse(List.of());
  }
}
