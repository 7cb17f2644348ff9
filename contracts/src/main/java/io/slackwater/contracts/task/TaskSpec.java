// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a task does: actions and arguments, never shell text. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TaskSpec.CaptureDefinitions.class, name = "capture-definitions"),
  @JsonSubTypes.Type(value = TaskSpec.SnapshotVolumes.class, name = "snapshot-volumes"),
  @JsonSubTypes.Type(value = TaskSpec.ExportSnapshots.class, name = "export-snapshots"),
  @JsonSubTypes.Type(value = TaskSpec.DumpDataService.class, name = "dump-data-service"),
  @JsonSubTypes.Type(value = TaskSpec.SealRestorePoint.class, name = "seal-restore-point"),
  @JsonSubTypes.Type(value = TaskSpec.RestoreDefinitions.class, name = "restore-definitions"),
  @JsonSubTypes.Type(value = TaskSpec.RestoreVolumes.class, name = "restore-volumes"),
  @JsonSubTypes.Type(value = TaskSpec.LoadDataService.class, name = "load-data-service"),
  @JsonSubTypes.Type(value = TaskSpec.VerifyDataService.class, name = "verify-data-service"),
  @JsonSubTypes.Type(value = TaskSpec.VerifyDefinitions.class, name = "verify-definitions"),
  @JsonSubTypes.Type(value = TaskSpec.RetireVolumes.class, name = "retire-volumes"),
  @JsonSubTypes.Type(value = TaskSpec.ForgetSnapshots.class, name = "forget-snapshots"),
  @JsonSubTypes.Type(value = TaskSpec.PruneRepository.class, name = "prune-repository"),
  @JsonSubTypes.Type(value = TaskSpec.ImportRestorePoints.class, name = "import-restore-points"),
  @JsonSubTypes.Type(value = TaskSpec.PrepareKey.class, name = "prepare-key"),
  @JsonSubTypes.Type(value = TaskSpec.GrantKey.class, name = "grant-key"),
  @JsonSubTypes.Type(value = TaskSpec.RevokeKey.class, name = "revoke-key")
})
public sealed interface TaskSpec {

  /** The executor whose work this is. */
  ExecutorKind executor();

  /** discovery-service: put the definitions of an application into the repository. */
  record CaptureDefinitions(RepositoryRef repository, Scope scope) implements TaskSpec {
    @Override
    public ExecutorKind executor() {
      return ExecutorKind.DISCOVERY;
    }
  }

  /**
   * snapshot-service: cut CSI snapshots of the claims, all at once.
   *
   * @param hold the hold to cut them in; absent when no writer is asked
   */
  record SnapshotVolumes(Scope scope, List<VolumeClaim> volumes, @Nullable HoldOrder hold)
      implements TaskSpec {
    /** Copies the list. */
    public SnapshotVolumes {
      volumes = List.copyOf(volumes);
    }

    /** Without a hold. */
    public SnapshotVolumes(Scope scope, List<VolumeClaim> volumes) {
      this(scope, volumes, null);
    }

    @Override
    public ExecutorKind executor() {
      return ExecutorKind.SNAPSHOT;
    }
  }

  /** snapshot-service: copy snapshots into the repository through mover pods. */
  record ExportSnapshots(RepositoryRef repository, List<VolumeSnapshotArtifact> snapshots)
      implements TaskSpec {
    /** Copies the list. */
    public ExportSnapshots {
      snapshots = List.copyOf(snapshots);
    }

    @Override
    public ExecutorKind executor() {
      return ExecutorKind.SNAPSHOT;
    }
  }

  /**
   * dump-service: dump every database of a data service into the repository.
   *
   * @param coordinator the task whose hold the dump shall show; absent when it is by itself
   */
  record DumpDataService(
      RepositoryRef repository, Scope scope, DataService dataService, @Nullable TaskId coordinator)
      implements TaskSpec {

    /** By itself. */
    public DumpDataService(RepositoryRef repository, Scope scope, DataService dataService) {
      this(repository, scope, dataService, null);
    }

    @Override
    public ExecutorKind executor() {
      return ExecutorKind.DUMP;
    }
  }

  /** discovery-service: write the restore point's description into the repository. */
  record SealRestorePoint(RepositoryRef repository, RestorePoint restorePoint) implements TaskSpec {
    @Override
    public ExecutorKind executor() {
      return ExecutorKind.DISCOVERY;
    }
  }

  /**
   * discovery-service: make one stage of the definitions again.
   *
   * @param snapshot the repository's snapshot with the definitions
   * @param dataServices the data services, whose workloads come before the others
   */
  record RestoreDefinitions(
      RepositoryRef repository,
      String snapshot,
      RestoreTarget target,
      RestoreStage stage,
      List<DataService> dataServices)
      implements TaskSpec {
    /** Copies the list. */
    public RestoreDefinitions {
      dataServices = List.copyOf(dataServices);
    }

    @Override
    public ExecutorKind executor() {
      return ExecutorKind.DISCOVERY;
    }
  }

  /** snapshot-service: make claims with their data. */
  record RestoreVolumes(RestoreTarget target, List<VolumeSource> volumes) implements TaskSpec {
    /** Copies the list. */
    public RestoreVolumes {
      volumes = List.copyOf(volumes);
    }

    @Override
    public ExecutorKind executor() {
      return ExecutorKind.SNAPSHOT;
    }
  }

  /** dump-service: load the dumps of one data service into fresh databases, verify, switch. */
  record LoadDataService(RestoreTarget target, DataService dataService, List<DumpArtifact> dumps)
      implements TaskSpec {
    /** Copies the list. */
    public LoadDataService {
      dumps = List.copyOf(dumps);
    }

    @Override
    public ExecutorKind executor() {
      return ExecutorKind.DUMP;
    }
  }

  /** dump-service: prove that a restored data service answers and that all of it can be read. */
  record VerifyDataService(RestoreTarget target, DataService dataService) implements TaskSpec {
    @Override
    public ExecutorKind executor() {
      return ExecutorKind.DUMP;
    }
  }

  /**
   * snapshot-service: delete the retained contents of CSI snapshots, and with them the snapshots in
   * the storage. What is gone already counts as deleted.
   */
  record RetireVolumes(List<VolumeSnapshotArtifact> snapshots) implements TaskSpec {
    /** Copies the list. */
    public RetireVolumes {
      snapshots = List.copyOf(snapshots);
    }

    @Override
    public ExecutorKind executor() {
      return ExecutorKind.SNAPSHOT;
    }
  }

  /**
   * discovery-service: forget snapshots of the repository, under its exclusive lock: those named,
   * and all that carry a tag of the task's restore point, which attempts that died may have left.
   * What is gone already counts as forgotten. Their data stay until the repository is pruned.
   *
   * @param snapshots the repository's snapshot ids
   * @param kept those that another restore point names as well; none when absent
   */
  record ForgetSnapshots(
      RepositoryRef repository, List<String> snapshots, @Nullable List<String> kept)
      implements TaskSpec {
    /** Copies the lists. */
    public ForgetSnapshots {
      snapshots = List.copyOf(snapshots);
      kept = kept == null || kept.isEmpty() ? null : List.copyOf(kept);
    }

    /** Of a restore point that shares nothing. */
    public ForgetSnapshots(RepositoryRef repository, List<String> snapshots) {
      this(repository, snapshots, null);
    }

    @Override
    public ExecutorKind executor() {
      return ExecutorKind.DISCOVERY;
    }
  }

  /** discovery-service: delete from the repository the data that no snapshot needs. */
  record PruneRepository(RepositoryRef repository) implements TaskSpec {
    @Override
    public ExecutorKind executor() {
      return ExecutorKind.DISCOVERY;
    }
  }

  /** discovery-service: compare what is there with what was captured, under a normalising diff. */
  record VerifyDefinitions(RepositoryRef repository, String snapshot, RestoreTarget target)
      implements TaskSpec {
    @Override
    public ExecutorKind executor() {
      return ExecutorKind.DISCOVERY;
    }
  }

  /**
   * discovery-service: read the description of every restore point in a location's repositories.
   *
   * @param under only repositories at or below this path; all of them when absent
   */
  record ImportRestorePoints(LocationName location, @Nullable String under) implements TaskSpec {
    @Override
    public ExecutorKind executor() {
      return ExecutorKind.DISCOVERY;
    }
  }

  /**
   * discovery-service of the cluster that shall open a repository: make a pair of keys, of which
   * the private one stays in that cluster.
   *
   * @param holder names the pair: one for each try of a restore
   */
  record PrepareKey(RepositoryRef repository, String holder) implements TaskSpec {
    @Override
    public ExecutorKind executor() {
      return ExecutorKind.DISCOVERY;
    }
  }

  /**
   * discovery-service of a cluster that can open the repository: put a temporary key file into it
   * that only the holder of the private key can open.
   *
   * @param publicKey the holder's, as {@code KeyPairArtifact} gives it
   */
  record GrantKey(RepositoryRef repository, String holder, String publicKey) implements TaskSpec {
    @Override
    public ExecutorKind executor() {
      return ExecutorKind.DISCOVERY;
    }
  }

  /**
   * discovery-service of the holder's cluster: remove the temporary key file and the pair of keys.
   * What is gone already counts as removed.
   */
  record RevokeKey(RepositoryRef repository, String holder) implements TaskSpec {
    @Override
    public ExecutorKind executor() {
      return ExecutorKind.DISCOVERY;
    }
  }
}
