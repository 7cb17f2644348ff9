// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Looks at one container as long as it exists: start-up first, then readiness and liveness, each in
 * its own rhythm. Runs on threads of its own.
 */
final class ProbeLoop {
  private final ContainerRun run;
  private final String address;

  ProbeLoop(ContainerRun run, String address) {
    this.run = run;
    this.address = address;
  }

  /** What follows from a verdict. */
  private interface Verdict {
    void accept(boolean healthy);
  }

  void start() {
    if (run.specification().has("readinessProbe")) {
      start("readinessProbe", run::setProbedReady);
    }
    if (run.specification().has("livenessProbe")) {
      start(
          "livenessProbe",
          healthy -> {
            if (!healthy) {
              run.kill();
            }
          });
    }
  }

  private void start(String kind, Verdict verdict) {
    Thread.ofVirtual()
        .name(kind + "-" + run.name())
        .start(
            () -> {
              try {
                loop(probe(kind), verdict);
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private Probe probe(String kind) {
    JsonNode container = run.specification();
    return new Probe(container.path(kind), container, address);
  }

  private void loop(Probe probe, Verdict verdict) throws InterruptedException {
    Optional<ContainerProcesses> seen = Optional.empty();
    int failures = 0;
    int successes = 0;
    while (!run.awaitFinished(probe.period())) {
      Optional<ContainerProcesses> now = run.processes();
      if (now.isEmpty()) {
        continue;
      }
      if (!now.equals(seen)) {
        seen = now;
        failures = 0;
        successes = 0;
        if (run.awaitFinished(probe.initialDelay()) || !awaitStartup(now.get())) {
          continue;
        }
      }
      boolean success = probe.succeeds(now.get());
      failures = success ? 0 : failures + 1;
      successes = success ? successes + 1 : 0;
      if (success && successes >= probe.successThreshold()) {
        verdict.accept(true);
      } else if (!success && failures >= probe.failureThreshold()) {
        verdict.accept(false);
        failures = 0;
      }
    }
  }

  /** Holds back until the start-up probe, if there is one, has succeeded once. */
  private boolean awaitStartup(ContainerProcesses processes) throws InterruptedException {
    if (!run.specification().has("startupProbe")) {
      return true;
    }
    Probe probe = probe("startupProbe");
    for (int failures = 0; failures < probe.failureThreshold(); failures++) {
      if (probe.succeeds(processes)) {
        return true;
      }
      if (run.awaitFinished(probe.period())) {
        return false;
      }
    }
    processes.kill();
    return false;
  }
}
