// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.PlannedTask;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.Trigger;
import io.slackwater.contracts.task.RestoreStage;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stages of one restore: namespace and prerequisites, volumes, claims that nothing filled, data
 * services' workloads, dumps, the other workloads, network and custom resources, verification.
 */
final class RestorePlan {
  private final RestorePoint point;
  private final RestoreOrder order;
  private final Instant now;
  private final Instant notAfter;
  private final DataChoice data;
  private final ClusterId granter;
  private final int firstStage;
  private final List<PlannedTask> planned = new ArrayList<>();
  private final List<TaskPlanned> tasks = new ArrayList<>();

  /**
   * A plan.
   *
   * @param granter the cluster whose executor makes the temporary key file, if one is needed
   */
  RestorePlan(
      RestorePoint point, RestoreOrder order, ClusterId granter, Instant now, Instant notAfter) {
    this.point = point;
    this.order = order;
    this.granter = granter;
    this.firstStage = elsewhere() ? KeySteps.STAGES : 0;
    this.now = now;
    this.notAfter = notAfter;
    this.data = new DataChoice(point, order);
    definitions().ifPresent(this::addStages);
  }

  static ApplicationId application(RestorePoint point, RestoreTarget target) {
    ApplicationId source = point.application();
    ApplicationDiscovered composition = point.composition();
    boolean selected = composition != null && composition.scope().selector() != null;
    return new ApplicationId(
        target.cluster(), target.namespace(), selected ? source.name() : target.namespace());
  }

  Optional<DefinitionsArtifact> definitions() {
    return point.artifacts().stream()
        .filter(DefinitionsArtifact.class::isInstance)
        .map(DefinitionsArtifact.class::cast)
        .findFirst();
  }

  List<String> volumesWithoutSource() {
    return data.missing();
  }

  /** Whether a data service is loaded from its dump. */
  boolean loads() {
    return dataServices().stream().anyMatch(service -> !data.dumps(service).isEmpty());
  }

  List<TaskPlanned> tasks() {
    return List.copyOf(tasks);
  }

  Run run() {
    ApplicationId application = application(point, order.target());
    RunPlanned plan =
        new RunPlanned(
            runId(),
            RunKind.RESTORE,
            application,
            null,
            point.id(),
            point.location(),
            false,
            Trigger.REQUEST,
            null,
            order.request(),
            null,
            planned,
            now,
            notAfter);
    Run run = Run.placeholder(runId(), application).planned(plan, order.correlationId());
    for (TaskPlanned task : tasks) {
      run = run.change(task.task(), t -> t.withOrder(task));
    }
    return run;
  }

  /** Whether the target's executors have no secret of the repository's own cluster. */
  private boolean elsewhere() {
    return !point.application().cluster().equals(order.target().cluster());
  }

  private void addStages(DefinitionsArtifact captured) {
    if (elsewhere()) {
      addKey(captured.repository());
    }
    addDefinitions(captured, RestoreStage.PREREQUISITES, 0);
    if (!data.volumes().isEmpty()) {
      add(1, "PersistentVolumeClaim/all", new TaskSpec.RestoreVolumes(target(), data.volumes()));
    }
    addDefinitions(captured, RestoreStage.CLAIMS, 2);
    addDefinitions(captured, RestoreStage.DATA_SERVICES, 3);
    for (DataService service : dataServices()) {
      List<DumpArtifact> dumps = data.dumps(service);
      if (!dumps.isEmpty()) {
        add(4, component(service), new TaskSpec.LoadDataService(target(), service, dumps));
      }
    }
    addDefinitions(captured, RestoreStage.WORKLOADS, 5);
    addDefinitions(captured, RestoreStage.NETWORK_AND_CUSTOM, 6);
    add(
        7,
        "Definitions/all",
        new TaskSpec.VerifyDefinitions(captured.repository(), captured.snapshot(), target()));
    for (DataService service : dataServices()) {
      add(7, component(service), new TaskSpec.VerifyDataService(target(), service));
    }
  }

  private void addDefinitions(DefinitionsArtifact captured, RestoreStage stage, int number) {
    add(
        number,
        "Definitions/" + stage.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        new TaskSpec.RestoreDefinitions(
            captured.repository(), captured.snapshot(), target(), stage, dataServices()));
  }

  private void addKey(RepositoryRef repository) {
    String holder = KeySteps.holder(runId(), 0);
    ApplicationId target = application(point, order.target());
    add(0, KeySteps.PAIR, target, new TaskSpec.PrepareKey(repository, holder));
    add(
        1,
        KeySteps.FILE,
        granter.equals(target.cluster()) ? target : point.application(),
        new TaskSpec.GrantKey(repository, holder, KeySteps.NOT_YET));
  }

  private void add(int stage, String component, TaskSpec spec) {
    add(firstStage + stage, component, application(point, order.target()), spec);
  }

  private void add(int stage, String component, ApplicationId application, TaskSpec spec) {
    String kind = TaskOrders.kind(spec);
    PlannedTask task =
        new PlannedTask(
            DerivedIds.task(runId(), kind, component), spec.executor(), kind, component, stage);
    planned.add(task);
    tasks.add(
        new TaskPlanned(
            task.task(), runId(), application, point.id(), component, 1, spec, notAfter));
  }

  private RunId runId() {
    return RestorePlanner.runOf(order, point);
  }

  private RestoreTarget target() {
    return order.target();
  }

  private List<DataService> dataServices() {
    return point.composition() == null ? List.of() : point.composition().dataServices();
  }

  private static String component(DataService service) {
    return "DataService/" + service.name();
  }
}
