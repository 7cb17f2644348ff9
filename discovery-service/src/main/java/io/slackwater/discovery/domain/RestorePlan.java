// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.task.RestoreStage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the captured objects each stage of a restore makes, in which order, and what it leaves
 * to others. Services inside the cluster come with the workloads that need each other through them;
 * those that let traffic in from outside come last (ADR-0042).
 */
public final class RestorePlan {

  /** Kinds whose content an owner would not make again as it was: they are data. */
  private static final Set<GroupKind> DATA =
      Set.of(
          new GroupKind("", "PersistentVolumeClaim"),
          new GroupKind("", "Secret"),
          new GroupKind("", "ConfigMap"));

  private static final Comparator<KubernetesObject> ORDER =
      Comparator.comparingInt((KubernetesObject o) -> KindOrder.of(o.type()))
          .thenComparing(KubernetesObject::key);

  private final List<KubernetesObject> captured;
  private final Siblings siblings;
  private final Set<ObjectKey> dataServiceRoots = new HashSet<>();
  private final List<KubernetesObject> dataServiceWorkloads = new ArrayList<>();
  private final Map<ObjectKey, String> left = new LinkedHashMap<>();

  private RestorePlan(Collection<KubernetesObject> captured, List<DataService> dataServices) {
    this.captured = captured.stream().sorted(ORDER).toList();
    this.siblings = new Siblings(captured);
    for (DataService service : dataServices) {
      find(service).ifPresent(this::addDataService);
    }
    for (KubernetesObject object : this.captured) {
      whyLeft(object).ifPresent(reason -> left.put(object.key(), reason));
    }
  }

  /** The plan for captured objects, of which some run data services. */
  public static RestorePlan of(
      Collection<KubernetesObject> captured, List<DataService> dataServices) {
    return new RestorePlan(captured, dataServices);
  }

  /** Captured objects that no stage makes, and why. */
  public Map<ObjectKey, String> left() {
    return Map.copyOf(left);
  }

  /** The workloads that run the data services, whoever makes them. */
  public List<KubernetesObject> dataServiceWorkloads() {
    return List.copyOf(dataServiceWorkloads);
  }

  /** The steps of a stage. */
  public List<Step> steps(RestoreStage stage) {
    List<KubernetesObject> made =
        captured.stream()
            .filter(o -> !left.containsKey(o.key()))
            .filter(o -> stageOf(o) == stage)
            .toList();
    if (stage != RestoreStage.WORKLOADS && stage != RestoreStage.DATA_SERVICES) {
      return List.of(new Step(made, false));
    }
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(made.stream().filter(o -> o.is("", "Service")).toList(), false));
    List<KubernetesObject> others = made.stream().filter(o -> !o.is("", "Service")).toList();
    List<KubernetesObject> awaited = others.stream().filter(RestorePlan::isAwaited).toList();
    StartOrder.of(awaited, captured).forEach(group -> steps.add(new Step(group, true)));
    steps.add(new Step(others.stream().filter(o -> !isAwaited(o)).toList(), false));
    return steps.stream().filter(step -> !step.objects().isEmpty()).toList();
  }

  private RestoreStage stageOf(KubernetesObject object) {
    if (KindOrder.isPrerequisite(object.type())) {
      return RestoreStage.PREREQUISITES;
    }
    if (KindOrder.isClaim(object.type())) {
      return RestoreStage.CLAIMS;
    }
    if (dataServiceRoots.contains(object.key())) {
      return RestoreStage.DATA_SERVICES;
    }
    if (object.is("", "Service") && !Services.facesOutwards(object)) {
      return routesToDataService(object) ? RestoreStage.DATA_SERVICES : RestoreStage.WORKLOADS;
    }
    return KindOrder.isWorkload(object.type())
        ? RestoreStage.WORKLOADS
        : RestoreStage.NETWORK_AND_CUSTOM;
  }

  private boolean routesToDataService(KubernetesObject service) {
    return dataServiceWorkloads.stream()
        .map(PodTemplate::of)
        .flatMap(Optional::stream)
        .anyMatch(template -> Services.routes(service, template));
  }

  private Optional<KubernetesObject> find(DataService service) {
    GroupKind type = GroupKind.of(service.workload().apiVersion(), service.workload().kind());
    return captured.stream()
        .filter(o -> o.type().equals(type) && o.name().equals(service.workload().name()))
        .findFirst();
  }

  private void addDataService(KubernetesObject workload) {
    dataServiceWorkloads.add(workload);
    dataServiceRoots.add(siblings.rootOf(workload).key());
  }

  private Optional<String> whyLeft(KubernetesObject object) {
    if (object.is("storage.k8s.io", "StorageClass")) {
      return Optional.of("recorded only: a cluster's storage classes are its own");
    }
    Optional<KubernetesObject> owner = siblings.controllerOf(object);
    if (owner.isPresent() && !DATA.contains(object.type())) {
      return Optional.of("made again by its owner " + owner.get());
    }
    return hasEnded(object) ? Optional.of("it has run to its end") : Optional.empty();
  }

  private static boolean hasEnded(KubernetesObject object) {
    if (object.is("batch", "Job")) {
      return Conditions.holds(object, "Complete") || Conditions.holds(object, "Failed");
    }
    String phase = object.at("/status/phase").asText();
    return object.is("", "Pod") && (phase.equals("Succeeded") || phase.equals("Failed"));
  }

  /** A job ends and a cron job waits for its hour; what is not ours to judge is not waited for. */
  private static boolean isAwaited(KubernetesObject object) {
    return PodTemplate.of(object).isPresent() && !object.type().group().equals("batch");
  }

  /**
   * Objects that are made one after the other.
   *
   * @param awaited whether they must be ready before the next step
   */
  public record Step(List<KubernetesObject> objects, boolean awaited) {

    /** Copies the list. */
    public Step {
      objects = List.copyOf(objects);
    }
  }
}
