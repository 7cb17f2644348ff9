// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.application.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The objects of one application: what a capture of it holds, and what runs in it. */
public final class Composition {

  private final Collection<KubernetesObject> namespace;
  private final Siblings siblings;
  private final List<KubernetesObject> members;
  private final List<KubernetesObject> captured;

  private Composition(
      Collection<KubernetesObject> namespace,
      List<KubernetesObject> members,
      List<KubernetesObject> captured) {
    this.namespace = namespace;
    this.siblings = new Siblings(namespace);
    this.members = members;
    this.captured = captured;
  }

  /**
   * The composition of an application.
   *
   * @param namespace every object of its namespace
   * @param cluster every object of the cluster whose kind is one of {@link ClusterNeeds#KINDS}
   */
  public static Composition of(
      Scope scope, Collection<KubernetesObject> namespace, Collection<KubernetesObject> cluster) {
    List<KubernetesObject> members = Members.of(scope, namespace);
    List<KubernetesObject> captured =
        new ArrayList<>(ClusterNeeds.of(scope.namespace(), members, cluster));
    captured.addAll(members);
    return new Composition(namespace, members, captured);
  }

  /** The members in the namespace, and what they need of the whole cluster. */
  public List<KubernetesObject> captured() {
    return List.copyOf(captured);
  }

  /** The members in the namespace. */
  public List<KubernetesObject> members() {
    return List.copyOf(members);
  }

  /** The workloads that no other workload made. */
  public List<KubernetesObject> workloads() {
    return members.stream()
        .filter(member -> PodTemplate.of(member).isPresent())
        .filter(member -> madeByWorkload(member).isEmpty())
        .toList();
  }

  /** A workload as contracts describe it. */
  public static Workload describe(KubernetesObject workload) {
    return new Workload(
        workload.ref(),
        Readiness.replicas(workload),
        PodTemplate.of(workload).map(PodTemplate::images).orElse(List.of()));
  }

  /** The running pods of a workload, by name. */
  public List<KubernetesObject> podsOf(KubernetesObject workload) {
    return namespace.stream()
        .filter(object -> object.is("", "Pod") && !object.terminating())
        .filter(pod -> isUnder(pod, workload))
        .sorted(Comparator.comparing(KubernetesObject::name))
        .toList();
  }

  /** A data service that was recognised in a workload. */
  public DataService dataService(KubernetesObject workload, RecognisedDataService recognised) {
    List<String> claims =
        members.stream()
            .filter(member -> KindOrder.isClaim(member.type()))
            .map(KubernetesObject::name)
            .toList();
    return new DataService(
        workload.name(),
        recognised.blueprint(),
        recognised.version(),
        workload.ref(),
        recognised.container(),
        podsOf(workload).stream().map(KubernetesObject::name).toList(),
        List.copyOf(Claims.of(workload, recognised.container(), claims)));
  }

  private Optional<KubernetesObject> madeByWorkload(KubernetesObject member) {
    return siblings.controllerOf(member).filter(owner -> PodTemplate.of(owner).isPresent());
  }

  private boolean isUnder(KubernetesObject pod, KubernetesObject workload) {
    Optional<KubernetesObject> above = Optional.of(pod);
    while (above.isPresent()) {
      if (above.get().key().equals(workload.key())) {
        return true;
      }
      above = siblings.controllerOf(above.get());
    }
    return false;
  }
}
