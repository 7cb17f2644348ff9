// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.artifact.ImportArtifact;
import io.slackwater.contracts.artifact.KeyFileArtifact;
import io.slackwater.contracts.artifact.KeyPairArtifact;
import io.slackwater.contracts.artifact.ManifestArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.artifact.VerificationArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.PlannedTask;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.Trigger;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Plans the runs that take a restore point away, and that prune its repository afterwards. */
public final class Retirement {
  private static final Comparator<RepositoryRef> BY_PLACE =
      Comparator.<RepositoryRef, String>comparing(r -> r.location().value())
          .thenComparing(RepositoryRef::path);

  private final Duration deadline;

  /**
   * A planner.
   *
   * @param deadline how long such a run may take
   */
  public Retirement(Duration deadline) {
    this.deadline = deadline;
  }

  /**
   * The run that deletes what the point names, and what attempts that died left under its tag in
   * its repository, but nothing that another point names as well.
   *
   * @param others the points of the application that are not retired
   * @param number 1 for the first run that retires this point
   */
  public Run retire(RestorePoint point, List<RestorePoint> others, int number, Instant now) {
    List<TaskSpec> specs = new ArrayList<>();
    Set<String> handlesOfOthers = new LinkedHashSet<>();
    Map<RepositoryRef, Set<String>> idsOfOthers = new TreeMap<>(BY_PLACE);
    for (RestorePoint other : others) {
      if (!other.id().equals(point.id())) {
        handles(other).forEach(s -> handlesOfOthers.add(s.handle()));
        ids(other).forEach((at, ids) -> ids.forEach(id -> add(idsOfOthers, at, id)));
      }
    }
    List<VolumeSnapshotArtifact> snapshots =
        handles(point).stream().filter(s -> !handlesOfOthers.contains(s.handle())).toList();
    if (!snapshots.isEmpty()) {
      specs.add(new TaskSpec.RetireVolumes(snapshots));
    }
    Map<RepositoryRef, Set<String>> named = ids(point);
    named.computeIfAbsent(
        RepositoryRef.of(point.location(), point.application()), r -> new LinkedHashSet<>());
    named.forEach(
        (repository, ids) -> {
          Set<String> own = new LinkedHashSet<>(ids);
          own.removeAll(idsOfOthers.getOrDefault(repository, Set.of()));
          Set<String> shared = new LinkedHashSet<>(ids);
          shared.removeAll(own);
          specs.add(
              new TaskSpec.ForgetSnapshots(repository, List.copyOf(own), List.copyOf(shared)));
        });
    return run(point, RunKind.RETIRE, "retire-" + point.id() + "-" + number, specs, now)
        .withPoint(RestorePointAssembly.in(point, RestorePointState.RETIRING));
  }

  /**
   * The run that prunes the repository of a retired point.
   *
   * @param number 1 for the first one after this point's retirement
   */
  public Run prune(RestorePoint retired, int number, Instant now) {
    return run(
        retired,
        RunKind.MAINTENANCE,
        "prune-" + retired.id() + "-" + number,
        List.of(
            new TaskSpec.PruneRepository(
                RepositoryRef.of(retired.location(), retired.application()))),
        now);
  }

  private Run run(
      RestorePoint point, RunKind kind, String name, List<TaskSpec> specs, Instant now) {
    RunId id = DerivedIds.requestedRun(new RequestId(name), point.application());
    Instant notAfter = now.plus(deadline);
    List<TaskPlanned> orders = new ArrayList<>();
    List<PlannedTask> planned = new ArrayList<>();
    for (TaskSpec spec : specs) {
      String component = component(spec);
      String task = TaskOrders.kind(spec);
      orders.add(
          new TaskPlanned(
              DerivedIds.task(id, task, component),
              id,
              point.application(),
              point.id(),
              component,
              1,
              spec,
              notAfter));
      planned.add(new PlannedTask(orders.getLast().task(), spec.executor(), task, component, 1));
    }
    RunPlanned plan =
        new RunPlanned(
            id,
            kind,
            point.application(),
            null,
            point.id(),
            point.location(),
            false,
            Trigger.RETENTION,
            point.policy(),
            null,
            null,
            planned,
            now,
            notAfter);
    Run run = Run.placeholder(id, point.application()).planned(plan, null);
    for (TaskPlanned order : orders) {
      run = run.change(order.task(), t -> t.withOrder(order));
    }
    return run;
  }

  private static String component(TaskSpec spec) {
    return switch (spec) {
      case TaskSpec.ForgetSnapshots forget -> component(forget.repository());
      case TaskSpec.PruneRepository prune -> component(prune.repository());
      default -> "PersistentVolumeClaim/all";
    };
  }

  private static String component(RepositoryRef repository) {
    return "Repository/" + repository.location() + "/" + repository.path();
  }

  private static List<VolumeSnapshotArtifact> handles(RestorePoint point) {
    return point.artifacts().stream()
        .filter(VolumeSnapshotArtifact.class::isInstance)
        .map(VolumeSnapshotArtifact.class::cast)
        .toList();
  }

  /** The repository's snapshots that a point names. */
  private static Map<RepositoryRef, Set<String>> ids(RestorePoint point) {
    Map<RepositoryRef, Set<String>> ids = new TreeMap<>(BY_PLACE);
    for (Artifact artifact : point.artifacts()) {
      switch (artifact) {
        case DefinitionsArtifact a -> add(ids, a.repository(), a.snapshot());
        case ExportArtifact a -> add(ids, a.repository(), a.snapshot());
        case DumpArtifact a -> add(ids, a.repository(), a.snapshot());
        case ManifestArtifact a -> add(ids, a.repository(), a.snapshot());
        case VolumeSnapshotArtifact a -> {}
        case HoldArtifact a -> {}
        case RestoredArtifact a -> {}
        case VerificationArtifact a -> {}
        case ImportArtifact a -> {}
        case KeyPairArtifact a -> {}
        case KeyFileArtifact a -> {}
      }
    }
    return ids;
  }

  private static void add(Map<RepositoryRef, Set<String>> ids, RepositoryRef at, String id) {
    ids.computeIfAbsent(at, r -> new LinkedHashSet<>()).add(id);
  }
}
