// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import java.util.Optional;

/** Whether a workload's pods are ready, by what its controller says. */
public final class Readiness {

  private Readiness() {}

  /**
   * What is missing for a workload to be ready; empty when nothing is.
   *
   * @param wanted how many pods must be ready
   */
  public static Optional<String> missing(KubernetesObject workload, int wanted) {
    if (workload.is("", "Pod")) {
      return Conditions.holds(workload, "Ready")
              || workload.at("/status/phase").asText().equals("Succeeded")
          ? Optional.empty()
          : Optional.of("pod not ready (" + workload.at("/status/phase").asText("no phase") + ")");
    }
    long generation = workload.at("/metadata/generation").asLong(0);
    long observed = workload.at("/status/observedGeneration").asLong(generation);
    if (observed < generation) {
      return Optional.of("its controller has not seen it yet");
    }
    if (workload.is("apps", "DaemonSet")) {
      int scheduled = workload.at("/status/desiredNumberScheduled").asInt(-1);
      return count(
          workload.at("/status/numberReady").asInt(), Math.max(scheduled, scheduled < 0 ? 1 : 0));
    }
    return count(workload.at("/status/readyReplicas").asInt(), wanted);
  }

  /** How many pods a workload asks for. */
  public static int replicas(KubernetesObject workload) {
    return switch (workload.kind()) {
      case "DaemonSet" -> workload.at("/status/desiredNumberScheduled").asInt();
      case "Pod", "CronJob" -> 1;
      case "Job" -> workload.at("/spec/parallelism").asInt(1);
      default -> workload.at("/spec/replicas").asInt(1);
    };
  }

  /** How many of its pods were ready when it was captured, of those it asked for. */
  public static int wasReady(KubernetesObject captured) {
    return Math.min(replicas(captured), captured.at("/status/readyReplicas").asInt());
  }

  private static Optional<String> count(int ready, int wanted) {
    return ready >= wanted
        ? Optional.empty()
        : Optional.of(ready + " of " + wanted + " pods ready");
  }
}
