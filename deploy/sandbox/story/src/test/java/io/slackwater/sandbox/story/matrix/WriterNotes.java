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

  private static final List<String> WRITING = List.of("bash", "/scripts/write.sh");

  private final Map<String, ProcessHandle> writers = new HashMap<>();

  WriterNotes(KubernetesClient cluster, String namespace) {
    for (String writer : List.of("writer", "other-writer")) {
      Pod pod =
          cluster
              .pods()
              .inNamespace(namespace)
              .withLabel("app.kubernetes.io/name", writer)
              .list()
              .getItems()
              .getFirst();
      writers.put(
          writer,
          HostProcesses.of(pod, line -> line.size() > 1 && line.subList(0, 2).equals(WRITING))
              .stream()
              .findFirst()
              .orElseThrow(() -> new StoryException(writer + " has no process")));
    }
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
