// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.application;

import io.slackwater.contracts.id.ApplicationId;
import java.util.List;
import java.util.Map;

/**
 * What an application consists of now. Published when it is first seen and when it changes.
 *
 * @param scope the objects that belong to it
 * @param labels labels of the namespace, by which policies select
 * @param objects how many Kubernetes objects a capture would hold
 */
public record ApplicationDiscovered(
    ApplicationId application,
    Scope scope,
    Map<String, String> labels,
    List<Workload> workloads,
    List<VolumeClaim> volumes,
    List<DataService> dataServices,
    List<Relation> relations,
    int objects)
    implements ApplicationEvent {

  /** Copies the collections. */
  public ApplicationDiscovered {
    labels = Map.copyOf(labels);
    workloads = List.copyOf(workloads);
    volumes = List.copyOf(volumes);
    dataServices = List.copyOf(dataServices);
    relations = List.copyOf(relations);
  }
}
