// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.VolumeSource;
import io.slackwater.repository.Backends;
import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.backend.s3.S3Access;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.snapshot.application.Limits;
import io.slackwater.snapshot.application.SnapshotExport;
import io.slackwater.snapshot.application.VolumeCut;
import io.slackwater.snapshot.application.VolumesRestore;
import io.slackwater.snapshot.application.VolumesRetirement;
import io.slackwater.snapshot.application.hold.HoldCoordinator;
import io.slackwater.snapshot.application.hold.HoldLimits;
import io.slackwater.snapshot.config.SnapshotConfig;
import io.slackwater.snapshot.kubernetes.KubernetesCluster;
import io.slackwater.snapshot.kubernetes.MoverSettings;
import io.slackwater.snapshot.kubernetes.hold.KubernetesHolds;
import io.slackwater.snapshot.repository.RepositoryAccess;
import io.slackwater.snapshot.repository.RepositoryExports;
import io.slackwater.snapshot.sandbox.Sandbox;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The service's handlers on a sandbox, without Kafka. */
final class Handlers implements RepositoryAccess {

  static final String PASSWORD = "it-repository-password";
  static final int NEVER = Integer.MAX_VALUE;

  static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          2);
  private static final String MOVER = "/opt/slackwater/bin/slackwater-repository";

  private final Sandbox sandbox;
  private final VolumeTasks tasks;
  private final SnapshotVolumesHandler snapshots;
  private final ExportSnapshotsHandler exports;
  private final RestoreVolumesHandler restores;
  private final RetireVolumesHandler retirements;

  Handlers(Sandbox sandbox) {
    this(sandbox, MOVER);
  }

  /** With another command in mover pods. */
  Handlers(Sandbox sandbox, String mover) {
    this.sandbox = sandbox;
    Clock clock = Clock.systemUTC();
    MoverSettings settings =
        new MoverSettings(Sandbox.SYSTEM, Sandbox.IMAGE, mover, "100m", "512Mi");
    this.tasks = new VolumeTasks(new KubernetesCluster(settings, clock), new Impatient(), clock);
    RepositoryExports repositories = new RepositoryExports(this);
    this.snapshots =
        new SnapshotVolumesHandler(
            tasks,
            new VolumeCut(LIMITS),
            new HeldCut(
                new HoldCoordinator(
                    LIMITS,
                    new HoldLimits(Duration.ofMillis(50), Duration.ofSeconds(10), Set.of()),
                    clock,
                    new SecureRandom()),
                new KubernetesHolds(
                    Sandbox.SYSTEM, Duration.ofSeconds(10), Sandbox.IMAGE, new SecureRandom()),
                attempt -> new TestSignals()));
    this.retirements = new RetireVolumesHandler(tasks, new VolumesRetirement(LIMITS));
    this.exports = new ExportSnapshotsHandler(tasks, new SnapshotExport(LIMITS, repositories));
    this.restores = new RestoreVolumesHandler(tasks, new VolumesRestore(LIMITS, repositories));
  }

  static TaskId newTask() {
    return new TaskId(UUID.randomUUID().toString().replace("-", ""));
  }

  VolumeTasks tasks() {
    return tasks;
  }

  TestAttempt attempt(TaskId task, int attempt, TaskSpec spec, int checks) {
    return new TestAttempt(
        new TaskPlanned(
            task,
            new RunId("run-" + task.value().substring(0, 8)),
            application(),
            new RestorePointId("rp-" + task.value().substring(0, 8)),
            "volumes",
            attempt,
            spec,
            Instant.now().plusSeconds(150)),
        sandbox.client(),
        checks);
  }

  List<Artifact> run(TestAttempt attempt) throws InterruptedException {
    return switch (attempt.task().spec()) {
      case TaskSpec.SnapshotVolumes spec -> snapshots.run(attempt, spec);
      case TaskSpec.ExportSnapshots spec -> exports.run(attempt, spec);
      case TaskSpec.RestoreVolumes spec -> restores.run(attempt, spec);
      case TaskSpec.RetireVolumes spec -> retirements.run(attempt, spec);
      default -> throw new IllegalArgumentException("not a task of snapshot-service");
    };
  }

  List<VolumeSnapshotArtifact> snapshot(String namespace, VolumeClaim... claims)
      throws InterruptedException {
    return run(attempt(newTask(), 1, snapshotSpec(namespace, claims), NEVER)).stream()
        .map(VolumeSnapshotArtifact.class::cast)
        .toList();
  }

  ExportArtifact export(VolumeSnapshotArtifact snapshot) throws InterruptedException {
    return (ExportArtifact) run(attempt(newTask(), 1, exportSpec(snapshot), NEVER)).getFirst();
  }

  RestoredArtifact restore(String namespace, VolumeSource source) throws InterruptedException {
    return (RestoredArtifact)
        run(attempt(newTask(), 1, restoreSpec(namespace, source), NEVER)).getFirst();
  }

  static TaskSpec snapshotSpec(String namespace, VolumeClaim... claims) {
    return new TaskSpec.SnapshotVolumes(new Scope(namespace, null), List.of(claims));
  }

  static TaskSpec exportSpec(VolumeSnapshotArtifact... snapshots) {
    return new TaskSpec.ExportSnapshots(repository(), List.of(snapshots));
  }

  static TaskSpec restoreSpec(String namespace, VolumeSource... sources) {
    return new TaskSpec.RestoreVolumes(
        new RestoreTarget(new ClusterId("east"), namespace), List.of(sources));
  }

  static RepositoryRef repository() {
    return RepositoryRef.of(new LocationName("main"), application());
  }

  private static ApplicationId application() {
    return ApplicationId.parse("east/shop/shop");
  }

  @Override
  public Repository openOrInit(RepositoryRef reference) {
    return Repository.openOrInit(backend(reference), client(), Password.of(PASSWORD), null);
  }

  @Override
  public Repository open(RepositoryRef reference) {
    return Repository.open(backend(reference), client(), Password.of(PASSWORD));
  }

  @Override
  public Map<String, String> moverEnvironment(RepositoryRef reference) {
    return Map.of(
        "RESTIC_REPOSITORY",
        place(reference).toString(),
        "RESTIC_PASSWORD",
        PASSWORD,
        "AWS_DEFAULT_REGION",
        "us-east-1",
        "AWS_ACCESS_KEY_ID",
        Sandbox.ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY",
        Sandbox.SECRET_KEY);
  }

  private static ClientContext client() {
    return ClientContext.of("snapshot-service-it");
  }

  private Backend backend(RepositoryRef reference) {
    return Backends.open(place(reference), S3Access.of(Sandbox.ACCESS_KEY, Sandbox.SECRET_KEY));
  }

  private RepositoryLocation place(RepositoryRef reference) {
    return RepositoryLocation.parse(sandbox.location()).resolve(reference.path());
  }

  /** Short waits: everything is on one machine. */
  private record Impatient() implements SnapshotConfig {
    @Override
    public Duration timeout() {
      return LIMITS.snapshot();
    }

    @Override
    public Duration bindTimeout() {
      return LIMITS.bind();
    }

    @Override
    public Duration cleanupTimeout() {
      return LIMITS.cleanup();
    }

    @Override
    public Duration pollInterval() {
      return Duration.ofMillis(100);
    }

    @Override
    public Duration leftoverGrace() {
      return Duration.ZERO;
    }
  }
}
