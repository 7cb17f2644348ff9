// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.discovery.domain.ApiSurface;
import io.slackwater.discovery.domain.CustomResources;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.Readiness;
import io.slackwater.discovery.domain.RestoredForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits, with a bound, for what controllers make of restored objects. Serves one attempt. */
final class Waiting {

  private final TargetCluster cluster;
  private final RestoredForm form;
  private final Patience patience;
  private final Work work;

  Waiting(TargetCluster cluster, RestoredForm form, Patience patience, Work work) {
    this.cluster = cluster;
    this.form = form;
    this.patience = patience;
    this.work = work;
  }

  /** Until the API server serves every custom resource definition among the objects. */
  void forDefinitions(List<KubernetesObject> objects) throws InterruptedException {
    List<KubernetesObject> definitions =
        objects.stream().filter(o -> o.type().equals(CustomResources.DEFINITION)).toList();
    if (!definitions.isEmpty()) {
      until(patience.established(), () -> notServed(definitions));
    }
  }

  /** Until workloads have as many ready pods as wanted. */
  void forWorkloads(Map<KubernetesObject, Integer> wanted) throws InterruptedException {
    until(patience.ready(), () -> notReady(wanted));
  }

  private List<String> notServed(List<KubernetesObject> definitions) {
    List<String> missing = new ArrayList<>();
    for (KubernetesObject definition : definitions) {
      boolean established =
          cluster.find(definition, form).filter(CustomResources::established).isPresent();
      if (!established) {
        missing.add(definition + " is not established");
      }
    }
    if (missing.isEmpty()) {
      ApiSurface surface = cluster.api().surface();
      definitions.stream()
          .filter(d -> surface.find(CustomResources.definedBy(d)).isEmpty())
          .forEach(d -> missing.add(d + " is not served yet"));
    }
    return missing;
  }

  private List<String> notReady(Map<KubernetesObject, Integer> wanted) {
    List<String> missing = new ArrayList<>();
    wanted.forEach(
        (workload, pods) ->
            cluster
                .find(workload, form)
                .map(there -> Readiness.missing(there, pods))
                .orElseGet(() -> Optional.of("not made yet"))
                .ifPresent(what -> missing.add(workload + ": " + what)));
    return missing;
  }

  private void until(Duration bound, Supplier<List<String>> missing) throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    List<String> waiting = missing.get();
    while (!waiting.isEmpty()) {
      work.checkActive();
      if (System.nanoTime() - end > 0) {
        throw new NotReadyException(cluster.target(), bound, PodTroubles.explain(cluster, waiting));
      }
      work.progress("waiting for " + String.join("; ", waiting));
      Thread.sleep(patience.poll());
      waiting = missing.get();
    }
  }
}
