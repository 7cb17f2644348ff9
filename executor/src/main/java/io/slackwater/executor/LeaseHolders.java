// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.slackwater.contracts.event.ContractJson;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.task.TaskPlanned;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who holds a Lease. Kubernetes knows one holder; runs that only read share a Lease, so the holders
 * stand in an annotation, each with a counter that grows when it renews. The update is guarded by
 * the Lease's resourceVersion.
 */
record LeaseHolders(Map<String, Holder> byAttempt) {

  static final String ANNOTATION = "slackwater.io/holders";

  private static final String SEPARATOR = ":";
  private static final JsonMapper JSON = ContractJson.mapper();
  private static final TypeReference<TreeMap<String, Holder>> TYPE = new TypeReference<>() {};

  /**
   * One attempt of a task that holds the Lease.
   *
   * @param renewals grows with each renewal: whoever waits watches it, and trusts no other clock
   */
  record Holder(RunId run, boolean exclusive, long renewals) {}

  static LeaseHolders of(Lease lease) {
    Map<String, String> annotations = lease.getMetadata().getAnnotations();
    String text = annotations == null ? null : annotations.get(ANNOTATION);
    if (text == null || text.isBlank()) {
      return new LeaseHolders(new TreeMap<>());
    }
    try {
      return new LeaseHolders(JSON.readValue(text, TYPE));
    } catch (JsonProcessingException e) {
      throw new TaskFailedException(
          "the Lease %s has an annotation %s that cannot be read: remove it if no run is open"
              .formatted(lease.getMetadata().getName(), ANNOTATION),
          true,
          e);
    }
  }

  /** A holder of another run that keeps this one out. */
  Optional<Map.Entry<String, Holder>> inTheWayOf(RunId run, boolean exclusive) {
    return byAttempt.entrySet().stream()
        .filter(entry -> !entry.getValue().run().equals(run))
        .filter(entry -> exclusive || entry.getValue().exclusive())
        .findFirst();
  }

  /** Holds for an attempt; what older attempts of its task held is theirs no longer. */
  void hold(TaskPlanned task, boolean exclusive) {
    byAttempt.keySet().removeIf(held -> isOlder(held, task));
    Holder held = byAttempt.get(key(task));
    long renewals = held == null ? 0 : held.renewals() + 1;
    byAttempt.put(key(task), new Holder(task.run(), exclusive, renewals));
  }

  boolean holds(TaskPlanned task) {
    return byAttempt.containsKey(key(task));
  }

  void remove(TaskPlanned task) {
    byAttempt.remove(key(task));
  }

  void remove(String holder) {
    byAttempt.remove(holder);
  }

  /**
   * Gives up what a run holds from its stages before the last, which are over. What other tasks of
   * the last stage share is theirs until they end.
   */
  void removeStagesOf(RunId run) {
    byAttempt.values().removeIf(holder -> holder.run().equals(run) && holder.exclusive());
  }

  String text() {
    try {
      return JSON.writeValueAsString(byAttempt);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("holders can be written", e);
    }
  }

  private static String key(TaskPlanned task) {
    return task.task() + SEPARATOR + task.attempt();
  }

  private static boolean isOlder(String held, TaskPlanned task) {
    int end = held.lastIndexOf(SEPARATOR);
    return held.substring(0, end).equals(task.task().value())
        && Integer.parseInt(held.substring(end + 1)) < task.attempt();
  }
}
