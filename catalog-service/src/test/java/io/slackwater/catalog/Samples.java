// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.ObjectRef;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.application.VolumeClaim;
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
import io.slackwater.contracts.artifact.ToolRun;
import io.slackwater.contracts.artifact.VerificationArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.KeepRules;
import io.slackwater.contracts.run.PlannedTask;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.Trigger;
import io.slackwater.contracts.task.HoldOrder;
import io.slackwater.contracts.task.TaskAttempt;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A shop with a PostgreSQL and a file volume, the plans that policy-service makes for it, and what
 * executors answer.
 */
public final class Samples {
  public static final Instant PLANNED = Instant.parse("2026-11-22T10:00:00Z");
  public static final LocationName LOCATION = new LocationName("main");

  private final ApplicationId application;
  private final int number;
  private final @Nullable KeepRules keep;

  private Samples(ApplicationId application, int number, @Nullable KeepRules keep) {
    this.application = application;
    this.number = number;
    this.keep = keep;
  }

  /** A backup run of an application of that name, in that cluster. */
  public static Samples of(String cluster, String name) {
    ApplicationId application = ApplicationId.parse(cluster + "/" + name + "/" + name);
    return new Samples(application, 0, null);
  }

  /** The same application's next backup, with artifacts of its own. */
  public Samples next() {
    return new Samples(application, number + 1, keep);
  }

  /** The same, by a policy that keeps so many points. */
  public Samples keeping(KeepRules rules) {
    return new Samples(application, number, rules);
  }

  public ApplicationId application() {
    return application;
  }

  public RunId run() {
    return DerivedIds.scheduledRun(
        new PolicyName("daily"), application, PLANNED.plusSeconds(3600L * number));
  }

  public RepositoryRef repository() {
    return RepositoryRef.of(LOCATION, application);
  }

  public VolumeClaim databaseVolume() {
    return claim("data-db-0");
  }

  public VolumeClaim fileVolume() {
    return claim("files");
  }

  public DataService database() {
    return new DataService(
        "db",
        "postgresql",
        "15.14",
        new ObjectRef("apps/v1", "StatefulSet", "db"),
        "postgres",
        List.of("db-0"),
        List.of("data-db-0"));
  }

  public ApplicationDiscovered composition() {
    return new ApplicationDiscovered(
        application,
        scope(),
        Map.of("team", "shop"),
        List.of(),
        List.of(databaseVolume(), fileVolume()),
        List.of(database()),
        List.of(),
        12);
  }

  public TaskPlanned definitionsTask(Instant notAfter) {
    return task(
        "Definitions/all", new TaskSpec.CaptureDefinitions(repository(), scope()), notAfter);
  }

  public TaskPlanned volumesTask(Instant notAfter) {
    return task(
        "volumes",
        new TaskSpec.SnapshotVolumes(scope(), List.of(databaseVolume(), fileVolume())),
        notAfter);
  }

  /** The coordinator of a hold. */
  public TaskPlanned heldVolumesTask(List<TaskId> participants, Instant notAfter) {
    return task(
        "volumes",
        new TaskSpec.SnapshotVolumes(
            scope(),
            List.of(databaseVolume(), fileVolume()),
            new HoldOrder(10_000, 120_000, List.of(database()), participants)),
        notAfter);
  }

  /** A dump that waits for the hold of {@link #heldVolumesTask}. */
  public TaskPlanned participantTask(Instant notAfter) {
    return task(
        "DataService/db",
        new TaskSpec.DumpDataService(
            repository(),
            scope(),
            database(),
            DerivedIds.task(run(), "snapshot-volumes", "volumes")),
        notAfter);
  }

  public TaskPlanned dumpTask(Instant notAfter) {
    return task(
        "DataService/db",
        new TaskSpec.DumpDataService(repository(), scope(), database()),
        notAfter);
  }

  /** The tasks of the first stage. */
  public List<TaskPlanned> tasks(Approach approach, Instant notAfter) {
    return switch (approach) {
      case STORAGE_SNAPSHOT -> List.of(definitionsTask(notAfter), volumesTask(notAfter));
      case DATA_SERVICE -> List.of(definitionsTask(notAfter), dumpTask(notAfter));
      case SNAPSHOT_WITH_HOOKS ->
          List.of(definitionsTask(notAfter), heldVolumesTask(List.of(), notAfter));
      case APPLICATION -> {
        TaskPlanned dump = participantTask(notAfter);
        yield List.of(
            definitionsTask(notAfter), heldVolumesTask(List.of(dump.task()), notAfter), dump);
      }
    };
  }

  /** The plan of a backup. */
  public RunPlanned backup(Approach approach, boolean export, Instant plannedAt, Instant notAfter) {
    List<PlannedTask> planned = new ArrayList<>();
    for (TaskPlanned task : tasks(approach, notAfter)) {
      planned.add(
          new PlannedTask(
              task.task(), task.spec().executor(), kind(task.spec()), task.component(), 1));
    }
    return new RunPlanned(
        run(),
        RunKind.BACKUP,
        application,
        approach,
        DerivedIds.restorePoint(run()),
        LOCATION,
        export,
        Trigger.SCHEDULE,
        new PolicyName("daily"),
        null,
        composition(),
        planned,
        plannedAt,
        notAfter,
        keep);
  }

  /** What an executor says of an attempt. */
  public static TaskAttempt attempt(TaskPlanned task, String executor, long sequence) {
    return new TaskAttempt(
        task.task(),
        task.run(),
        task.application(),
        task.attempt(),
        new ExecutorId(executor),
        sequence);
  }

  /** What the executor of a task answers with when it succeeds. */
  public List<Artifact> artifacts(TaskSpec spec) {
    return switch (spec) {
      case TaskSpec.CaptureDefinitions s -> List.of(definitions());
      case TaskSpec.SnapshotVolumes s ->
          s.volumes().stream().map(v -> (Artifact) snapshot(v)).toList();
      case TaskSpec.DumpDataService s -> List.of(dump());
      case TaskSpec.ExportSnapshots s ->
          s.snapshots().stream().map(v -> (Artifact) export(v.claim())).toList();
      case TaskSpec.SealRestorePoint s -> List.of(new ManifestArtifact(s.repository(), id('d')));
      case TaskSpec.VerifyDefinitions s ->
          List.of(new VerificationArtifact("Definitions/all", true, List.of()));
      case TaskSpec.VerifyDataService s ->
          List.of(new VerificationArtifact("DataService/db", true, List.of()));
      case TaskSpec.RestoreDefinitions s -> List.of();
      case TaskSpec.RestoreVolumes s -> List.of();
      case TaskSpec.LoadDataService s -> List.of();
      case TaskSpec.RetireVolumes s -> List.of();
      case TaskSpec.ForgetSnapshots s -> List.of();
      case TaskSpec.PruneRepository s -> List.of();
      case TaskSpec.ImportRestorePoints s ->
          List.of(new ImportArtifact(s.location(), 1, 0, 0, List.of()));
      case TaskSpec.PrepareKey s ->
          List.of(new KeyPairArtifact(s.holder(), "public-" + s.holder()));
      case TaskSpec.GrantKey s ->
          List.of(new KeyFileArtifact(s.repository(), s.holder(), "e".repeat(64)));
      case TaskSpec.RevokeKey s -> List.of();
    };
  }

  public DefinitionsArtifact definitions() {
    return new DefinitionsArtifact(
        repository(), id('a'), 12, List.of("v1/ConfigMap"), 4000, 900, PLANNED.plusSeconds(5));
  }

  public VolumeSnapshotArtifact snapshot(VolumeClaim claim) {
    return new VolumeSnapshotArtifact(
        claim,
        "csi.example",
        "fast",
        "handle-" + claim.name() + (number == 0 ? "" : "-" + number),
        "content-" + claim.name(),
        1000,
        PLANNED.plusSeconds(3));
  }

  public ExportArtifact export(VolumeClaim claim) {
    return new ExportArtifact(claim, repository(), id('e'), 10, 600, 200, PLANNED.plusSeconds(60));
  }

  public DumpArtifact dump() {
    return dump(null);
  }

  /** A sealed hold in which both volumes and the database were barred, unless said otherwise. */
  public HoldArtifact hold(HoldId hold, boolean filesBarred, List<HoldArtifact.Unbarred> unbarred) {
    return new HoldArtifact(
        hold,
        40,
        List.of(
            new HoldArtifact.Barred("Deployment/web", "slackwater.io/hold", 430),
            new HoldArtifact.Barred("DataService/db", "postgresql SHARE locks", 410)),
        unbarred,
        List.of(
            new HoldArtifact.HeldVolume("data-db-0", true, "DataService/db"),
            new HoldArtifact.HeldVolume(
                "files",
                filesBarred,
                filesBarred ? "Deployment/web" : "Deployment/mailer declares no hold")),
        7L,
        1L,
        PLANNED.plusSeconds(2),
        PLANNED.plusSeconds(3));
  }

  /** The dump that shows a hold's cut. */
  public DumpArtifact dump(@Nullable HoldId hold) {
    return new DumpArtifact(
        "db",
        "postgresql",
        "orders",
        repository(),
        id('c'),
        "/orders.dump",
        "f".repeat(64),
        7000,
        3000,
        new ToolRun("pg_dump", "15.14", 0, List.of()),
        "db-0",
        false,
        "15.14",
        PLANNED.plusSeconds(4),
        hold);
  }

  private TaskPlanned task(String component, TaskSpec spec, Instant notAfter) {
    return new TaskPlanned(
        DerivedIds.task(run(), kind(spec), component),
        run(),
        application,
        DerivedIds.restorePoint(run()),
        component,
        1,
        spec,
        notAfter);
  }

  /** A snapshot's id in the repository. */
  private String id(char digit) {
    return String.valueOf(digit).repeat(63) + (number == 0 ? digit : (char) ('0' + number));
  }

  private Scope scope() {
    return new Scope(application.namespace(), null);
  }

  private static VolumeClaim claim(String name) {
    return new VolumeClaim(
        name, "fast", 1L << 30, List.of("ReadWriteOnce"), "Filesystem", "csi.example", Map.of());
  }

  private static String kind(TaskSpec spec) {
    return switch (spec) {
      case TaskSpec.CaptureDefinitions s -> "capture-definitions";
      case TaskSpec.SnapshotVolumes s -> "snapshot-volumes";
      case TaskSpec.DumpDataService s -> "dump-data-service";
      default -> throw new IllegalArgumentException("not a task of a backup's first stage");
    };
  }
}
