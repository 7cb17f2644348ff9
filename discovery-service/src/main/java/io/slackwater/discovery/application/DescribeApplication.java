// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.application.Workload;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.discovery.domain.Composition;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.Relations;
import io.slackwater.discovery.domain.Volumes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Says what an application consists of, always in the same order. Thread-safe. */
public final class DescribeApplication {

  private final DataServices dataServices;

  /** Makes the use case. */
  public DescribeApplication(DataServices dataServices) {
    this.dataServices = dataServices;
  }

  /** Describes one application of a namespace. */
  public ApplicationDiscovered of(
      ApplicationId application, Scope scope, KubernetesObject namespace, ClusterView view) {
    Collection<KubernetesObject> clusterWide = view.clusterWide();
    List<KubernetesObject> cluster = new ArrayList<>(clusterWide);
    cluster.addAll(view.namespaces());
    Composition composition = Composition.of(scope, view.inNamespace(scope.namespace()), cluster);
    Volumes volumes = new Volumes(clusterWide);
    List<Workload> workloads = composition.workloads().stream().map(Composition::describe).toList();
    List<VolumeClaim> claims =
        composition.members().stream()
            .filter(member -> member.is("", "PersistentVolumeClaim"))
            .map(volumes::of)
            .toList();
    return new ApplicationDiscovered(
        application,
        scope,
        namespace.labels(),
        workloads,
        claims,
        dataServices(composition),
        Relations.among(composition.captured()),
        composition.captured().size());
  }

  private List<DataService> dataServices(Composition composition) {
    List<DataService> found = new ArrayList<>();
    for (KubernetesObject workload : composition.workloads()) {
      if (workload.type().group().equals("batch")) {
        continue; // What ends by itself may use a database's tools and serves nobody.
      }
      dataServices
          .recognise(workload, composition.podsOf(workload))
          .map(recognised -> composition.dataService(workload, recognised))
          .ifPresent(found::add);
    }
    return found;
  }
}
