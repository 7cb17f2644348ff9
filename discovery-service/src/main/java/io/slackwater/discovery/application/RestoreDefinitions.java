// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.task.RestoreStage;
import io.slackwater.discovery.application.DefinitionsStore.Capture;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.Marks;
import io.slackwater.discovery.domain.Readiness;
import io.slackwater.discovery.domain.RestorePlan;
import io.slackwater.discovery.domain.RestorePlan.Step;
import io.slackwater.discovery.domain.RestoredForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one stage of captured definitions again. Every stage looks first and writes then: when
 * anything is in the way, nothing of the stage is made. A repeated stage goes on from what its
 * earlier attempt made. Blocking; thread-safe.
 */
public final class RestoreDefinitions {

  private final DefinitionsStore store;
  private final Patience patience;

  /** Makes the use case. */
  public RestoreDefinitions(DefinitionsStore store, Patience patience) {
    this.store = store;
    this.patience = patience;
  }

  /**
   * Restores a stage.
   *
   * @return what is there now, of what this stage makes
   * @throws NamespaceInTheWayException when the namespace is not this restore's
   * @throws ObjectsInTheWayException when other objects have the names
   * @throws NotReadyException when workloads did not become ready in time
   */
  public List<RestoredArtifact> run(Restoring restoring, ClusterApi api, Work work)
      throws InterruptedException {
    TargetCluster cluster = new TargetCluster(api, restoring.target());
    guard(restoring, cluster.namespace());
    Capture capture = store.load(restoring.repository(), restoring.snapshot());
    RestoredForm form = RestoredForm.at(capture.index().scope().namespace(), restoring.target());
    RestorePlan plan = RestorePlan.of(capture.objects(), restoring.dataServices());
    List<Step> steps = plan.steps(restoring.stage());
    Placement placement = new Placement(cluster, form, restoring.run(), work);
    placement.checkNothingInTheWay(steps.stream().flatMap(s -> s.objects().stream()).toList());
    Waiting waiting = new Waiting(cluster, form, patience, work);
    List<RestoredArtifact> restored = new ArrayList<>();
    for (Step step : steps) {
      for (KubernetesObject object : step.objects()) {
        restored.add(placement.place(object));
      }
      waiting.forDefinitions(step.objects());
      if (step.awaited()) {
        waiting.forWorkloads(wanted(step.objects(), plan));
      }
    }
    if (restoring.stage() == RestoreStage.DATA_SERVICES) {
      waiting.forWorkloads(wanted(plan.dataServiceWorkloads(), plan));
    }
    return restored;
  }

  private static void guard(Restoring restoring, Optional<KubernetesObject> namespace) {
    if (namespace.isEmpty()) {
      if (restoring.stage() != RestoreStage.PREREQUISITES) {
        throw NamespaceInTheWayException.missing(restoring.target(), restoring.run());
      }
      return;
    }
    if (namespace.get().terminating()) {
      throw NamespaceInTheWayException.terminating(restoring.target(), restoring.run());
    }
    String madeBy = namespace.get().labels().get(Marks.RESTORED_BY);
    if (!restoring.run().value().equals(madeBy)) {
      throw NamespaceInTheWayException.exists(restoring.target(), restoring.run());
    }
  }

  /**
   * Data services must be ready whole; of others no more is asked than was ready at the capture.
   */
  private static Map<KubernetesObject, Integer> wanted(
      List<KubernetesObject> workloads, RestorePlan plan) {
    Map<KubernetesObject, Integer> wanted = new LinkedHashMap<>();
    for (KubernetesObject workload : workloads) {
      boolean whole = plan.dataServiceWorkloads().contains(workload);
      wanted.put(workload, whole ? Readiness.replicas(workload) : Readiness.wasReady(workload));
    }
    return wanted;
  }
}
