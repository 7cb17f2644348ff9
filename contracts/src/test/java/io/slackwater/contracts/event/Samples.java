// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

import io.slackwater.contracts.alert.AlertRaised;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.ApplicationRemoved;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.NamespacesListed;
import io.slackwater.contracts.application.ObjectRef;
import io.slackwater.contracts.application.Relation;
import io.slackwater.contracts.application.RelationKind;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.application.Workload;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.ToolRun;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.request.BackupRequested;
import io.slackwater.contracts.request.CancelRequested;
import io.slackwater.contracts.request.ImportRequested;
import io.slackwater.contracts.request.RequestRejected;
import io.slackwater.contracts.request.RestoreRequested;
import io.slackwater.contracts.restorepoint.ComponentConsistency;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointOrigin;
import io.slackwater.contracts.restorepoint.RestorePointRecorded;
import io.slackwater.contracts.restorepoint.RestorePointRetired;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.restorepoint.UnreadableManifest;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.KeepRules;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.PlannedTask;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.run.Trigger;
import io.slackwater.contracts.signal.CancelOrdered;
import io.slackwater.contracts.signal.HoldAborted;
import io.slackwater.contracts.signal.HoldImported;
import io.slackwater.contracts.signal.HoldPrepared;
import io.slackwater.contracts.signal.HoldPreparing;
import io.slackwater.contracts.signal.HoldQuiesced;
import io.slackwater.contracts.signal.HoldRef;
import io.slackwater.contracts.signal.HoldSealed;
import io.slackwater.contracts.task.ExecutorHeartbeat;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.HoldOrder;
import io.slackwater.contracts.task.RestorePointsFound;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskAttempt;
import io.slackwater.contracts.task.TaskCancelled;
import io.slackwater.contracts.task.TaskExpired;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskProgressed;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.contracts.task.TaskWaiting;
import io.slackwater.contracts.task.VolumeSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One event of every type, and one task of every kind. */
final class Samples {

  static final ClusterId EAST = new ClusterId("east");
  static final ApplicationId SHOP = new ApplicationId(EAST, "shop", "shop");
  static final Instant AT = Instant.parse("2026-11-22T10:15:30Z");
  static final PolicyName POLICY = new PolicyName("shop-hourly");
  static final LocationName LOCATION = new LocationName("primary");
  static final RequestId REQUEST = new RequestId("portal-4711");
  static final RunId RUN = DerivedIds.scheduledRun(POLICY, SHOP, AT);
  static final RestorePointId POINT = DerivedIds.restorePoint(RUN);
  static final TaskId TASK = DerivedIds.task(RUN, "capture-definitions", "definitions");
  static final Scope SCOPE = new Scope("shop", "app.kubernetes.io/part-of=shop");
  static final RepositoryRef REPOSITORY = RepositoryRef.of(LOCATION, SHOP);
  static final RestoreTarget TARGET = new RestoreTarget(EAST, "shop");
  static final VolumeClaim CLAIM =
      new VolumeClaim(
          "data-orders-db-0",
          "fast",
          1L << 30,
          List.of("ReadWriteOnce"),
          "Filesystem",
          "btrfs.example.org",
          Map.of("app", "orders-db"));
  static final ObjectRef DATABASE = new ObjectRef("apps/v1", "StatefulSet", "orders-db");
  static final DataService POSTGRES =
      new DataService(
          "orders-db",
          "postgresql",
          "15.18",
          DATABASE,
          "postgres",
          List.of("orders-db-0"),
          List.of("data-orders-db-0"));
  static final TaskAttempt ATTEMPT =
      new TaskAttempt(TASK, RUN, SHOP, 2, new ExecutorId("discovery-1"), 7);
  static final DefinitionsArtifact DEFINITIONS =
      new DefinitionsArtifact(REPOSITORY, "5d1f", 12, List.of("v1/Secret"), 4096, 2048, AT);
  static final VolumeSnapshotArtifact SNAPSHOT =
      new VolumeSnapshotArtifact(
          CLAIM, "btrfs.example.org", "fast-snapshots", "snap-1", "snapcontent-1", 1L << 30, AT);
  static final ExportArtifact EXPORT =
      new ExportArtifact(CLAIM, REPOSITORY, "77aa", 900, 1 << 20, 1 << 18, AT);
  static final DumpArtifact DUMP =
      new DumpArtifact(
          "orders-db",
          "postgresql",
          "orders",
          REPOSITORY,
          "99bb",
          "orders.dump",
          "ab".repeat(32),
          1 << 20,
          1 << 18,
          new ToolRun("pg_dump", "15.18", 0, List.of()),
          "orders-db-0",
          false,
          "15.18",
          AT);
  static final HoldRef HOLD =
      new HoldRef(
          new HoldId("hold-1f2e"),
          RUN,
          SHOP,
          DerivedIds.task(RUN, "snapshot-volumes", "volumes"),
          1);
  static final HoldArtifact HELD =
      new HoldArtifact(
          HOLD.id(),
          120,
          List.of(new HoldArtifact.Barred("DataService/orders-db", "SHARE locks", 430)),
          List.of(new HoldArtifact.Unbarred("Deployment/mailer", "it declares no hold")),
          List.of(new HoldArtifact.HeldVolume("data-orders-db-0", true, "DataService/orders-db")),
          3L,
          1L,
          AT,
          AT.plusMillis(400));
  static final ApplicationDiscovered DISCOVERED =
      new ApplicationDiscovered(
          SHOP,
          SCOPE,
          Map.of("team", "shop"),
          List.of(new Workload(DATABASE, 1, List.of("postgres:15"))),
          List.of(CLAIM),
          List.of(POSTGRES),
          List.of(
              new Relation(
                  DATABASE,
                  RelationKind.MOUNTS,
                  new ObjectRef("v1", "PersistentVolumeClaim", "data-orders-db-0"))),
          12);
  static final RestorePoint RESTORE_POINT =
      new RestorePoint(
          POINT,
          SHOP,
          RUN,
          POLICY,
          Approach.DATA_SERVICE,
          LOCATION,
          RestorePointState.COMPLETE,
          Consistency.DATA_SERVICE_NATIVE,
          List.of(
              new ComponentConsistency(
                  "DataService/orders-db",
                  Consistency.DATA_SERVICE_NATIVE,
                  "one transaction of pg_dump")),
          DISCOVERED,
          List.of(DEFINITIONS, DUMP),
          AT,
          AT,
          1 << 20,
          1 << 18);

  static final RestorePoint IMPORTED =
      new RestorePoint(
          POINT,
          SHOP,
          RUN,
          POLICY,
          Approach.DATA_SERVICE,
          LOCATION,
          RestorePointState.EXPORTED,
          Consistency.DATA_SERVICE_NATIVE,
          List.of(),
          null,
          List.of(DEFINITIONS, EXPORT),
          AT,
          AT,
          1 << 20,
          1 << 18,
          new RestorePointOrigin(REPOSITORY, "88dd", RUN));

  private Samples() {}

  static List<Event> events() {
    return List.of(
        new BackupRequested(REQUEST, SHOP, Approach.STORAGE_SNAPSHOT, LOCATION, true, "portal"),
        new RestoreRequested(REQUEST, SHOP, POINT, TARGET, RestoreSource.BEST, "portal"),
        new CancelRequested(REQUEST, SHOP, RUN, 30_000L, "it hinders the release", "portal"),
        new ImportRequested(REQUEST, EAST, LOCATION, "east/shop", "portal"),
        new RequestRejected(
            REQUEST,
            SHOP,
            EventType.BACKUP_REQUESTED.type(),
            List.of("the location 'x' is not known")),
        new RunPlanned(
            RUN,
            RunKind.BACKUP,
            SHOP,
            Approach.DATA_SERVICE,
            POINT,
            LOCATION,
            false,
            Trigger.SCHEDULE,
            POLICY,
            null,
            DISCOVERED,
            List.of(
                new PlannedTask(
                    TASK, ExecutorKind.DISCOVERY, "capture-definitions", "definitions", 1)),
            AT,
            AT.plusSeconds(3600),
            new KeepRules(3, 24, 7, 4, 12, 5)),
        new RunSettled(
            RUN,
            RunKind.BACKUP,
            SHOP,
            POINT,
            POLICY,
            Outcome.SUCCEEDED,
            List.of(),
            AT,
            AT.plusSeconds(40)),
        planned(new TaskSpec.CaptureDefinitions(REPOSITORY, SCOPE)),
        new TaskAccepted(ATTEMPT),
        new TaskWaiting(ATTEMPT, "run 12ab holds the application"),
        new TaskProgressed(ATTEMPT, "reading objects", 10, 20L),
        new TaskSucceeded(
            ATTEMPT, List.of(DEFINITIONS, SNAPSHOT, EXPORT, DUMP, HELD), AT, AT.plusSeconds(2)),
        new TaskFailed(ATTEMPT, "the location 'primary' refused the password", false),
        new TaskCancelled(ATTEMPT, "asked for"),
        new TaskExpired(ATTEMPT, AT),
        new RestorePointsFound(
            ATTEMPT,
            List.of(IMPORTED),
            List.of(new UnreadableManifest(REPOSITORY, "33cc", "the pack 12ab is missing"))),
        new HoldPreparing(HOLD),
        new HoldPrepared(HOLD, TASK, 1),
        new HoldQuiesced(
            HOLD,
            List.of(
                new HoldQuiesced.ExportedSnapshot(
                    "orders-db", "orders-db-0", "orders", "00000003-0000001B-1"))),
        new HoldImported(HOLD, TASK, 1),
        new HoldSealed(HOLD),
        new HoldAborted(HOLD, "task 12ab was not prepared in 120 s"),
        new CancelOrdered(RUN, SHOP, AT.plusSeconds(60), "the portal asked for it"),
        new ExecutorHeartbeat(
            new ExecutorId("discovery-1"),
            ExecutorKind.DISCOVERY,
            EAST,
            9,
            List.of(new ExecutorHeartbeat.Working(TASK, 2))),
        DISCOVERED,
        new ApplicationRemoved(SHOP),
        new NamespacesListed(EAST, List.of("shop", "default")),
        new RestorePointRecorded(RESTORE_POINT),
        new RestorePointRetired(POINT),
        new AlertRaised(
            "policy/shop-hourly", AlertRaised.Severity.CRITICAL, "the run failed", SHOP, RUN));
  }

  static Stream<TaskPlanned> tasks() {
    return Stream.of(
            new TaskSpec.CaptureDefinitions(REPOSITORY, SCOPE),
            new TaskSpec.SnapshotVolumes(SCOPE, List.of(CLAIM)),
            new TaskSpec.SnapshotVolumes(
                SCOPE,
                List.of(CLAIM),
                new HoldOrder(10_000, 120_000, List.of(POSTGRES), List.of(TASK))),
            new TaskSpec.DumpDataService(REPOSITORY, SCOPE, POSTGRES, HOLD.coordinator()),
            new TaskSpec.ExportSnapshots(REPOSITORY, List.of(SNAPSHOT)),
            new TaskSpec.DumpDataService(REPOSITORY, SCOPE, POSTGRES),
            new TaskSpec.SealRestorePoint(REPOSITORY, RESTORE_POINT),
            new TaskSpec.RestoreDefinitions(
                REPOSITORY,
                "5d1f",
                TARGET,
                io.slackwater.contracts.task.RestoreStage.PREREQUISITES,
                List.of(POSTGRES)),
            new TaskSpec.RestoreVolumes(
                TARGET,
                List.of(
                    new VolumeSource.Snapshot(SNAPSHOT),
                    new VolumeSource.Snapshot(SNAPSHOT, EXPORT),
                    new VolumeSource.Export(EXPORT))),
            new TaskSpec.LoadDataService(TARGET, POSTGRES, List.of(DUMP)),
            new TaskSpec.VerifyDataService(TARGET, POSTGRES),
            new TaskSpec.VerifyDefinitions(REPOSITORY, "5d1f", TARGET),
            new TaskSpec.RetireVolumes(List.of(SNAPSHOT)),
            new TaskSpec.ForgetSnapshots(REPOSITORY, List.of("5d1f", "77aa")),
            new TaskSpec.ForgetSnapshots(REPOSITORY, List.of("5d1f"), List.of("77aa")),
            new TaskSpec.PruneRepository(REPOSITORY),
            new TaskSpec.ImportRestorePoints(LOCATION, "east/shop"),
            new TaskSpec.PrepareKey(REPOSITORY, RUN + "-0"),
            new TaskSpec.GrantKey(REPOSITORY, RUN + "-0", "MCowBQYDK2VuAyEA"),
            new TaskSpec.RevokeKey(REPOSITORY, RUN + "-0"))
        .map(Samples::planned);
  }

  static Envelope<Event> envelope(Event event) {
    return new Envelope<>(
        new EventMetadata("id-1", "policy-service", AT, EAST, RUN, 2, "corr-1"), event);
  }

  private static TaskPlanned planned(TaskSpec spec) {
    return new TaskPlanned(TASK, RUN, SHOP, POINT, "definitions", 1, spec, AT.plusSeconds(3600));
  }
}
