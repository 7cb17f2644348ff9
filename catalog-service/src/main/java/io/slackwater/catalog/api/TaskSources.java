// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.VolumeSource;
import java.util.List;

/** What a restore's task takes from where, for people. */
final class TaskSources {
  private TaskSources() {}

  static List<String> of(TaskSpec spec) {
    return switch (spec) {
      case TaskSpec.RestoreDefinitions s -> List.of(definitions(s.repository(), s.snapshot()));
      case TaskSpec.VerifyDefinitions s -> List.of(definitions(s.repository(), s.snapshot()));
      case TaskSpec.RestoreVolumes s -> s.volumes().stream().map(TaskSources::volume).toList();
      case TaskSpec.LoadDataService s ->
          s.dumps().stream()
              .map(
                  d ->
                      "%s from dump %s of snapshot %s in %s (%d bytes)"
                          .formatted(
                              d.database() == null
                                  ? "roles and settings"
                                  : "database " + d.database(),
                              d.path(),
                              d.snapshot(),
                              at(d.repository()),
                              d.logicalBytes()))
              .toList();
      case TaskSpec.VerifyDataService s -> List.of();
      case TaskSpec.CaptureDefinitions s -> List.of();
      case TaskSpec.SnapshotVolumes s -> List.of();
      case TaskSpec.DumpDataService s -> List.of();
      case TaskSpec.ExportSnapshots s -> List.of();
      case TaskSpec.SealRestorePoint s -> List.of();
      case TaskSpec.RetireVolumes s -> List.of();
      case TaskSpec.ForgetSnapshots s -> List.of();
      case TaskSpec.PruneRepository s -> List.of();
      case TaskSpec.ImportRestorePoints s -> List.of();
      case TaskSpec.PrepareKey s -> List.of();
      case TaskSpec.GrantKey s ->
          List.of("temporary key file for %s".formatted(at(s.repository())));
      case TaskSpec.RevokeKey s -> List.of();
    };
  }

  private static String volume(VolumeSource source) {
    return switch (source) {
      case VolumeSource.Snapshot s ->
          "volume %s from CSI snapshot %s of driver %s%s"
              .formatted(
                  s.artifact().claim().name(),
                  s.artifact().handle(),
                  s.artifact().driver(),
                  s.export() == null
                      ? ""
                      : "; if the storage has lost it, from " + export(s.export()));
      case VolumeSource.Export s ->
          "volume %s from %s".formatted(s.artifact().claim().name(), export(s.artifact()));
    };
  }

  private static String export(ExportArtifact export) {
    return "export %s in %s (%d bytes)"
        .formatted(export.snapshot(), at(export.repository()), export.logicalBytes());
  }

  private static String definitions(RepositoryRef repository, String snapshot) {
    return "definitions from snapshot %s in %s".formatted(snapshot, at(repository));
  }

  private static String at(RepositoryRef repository) {
    return "location %s, repository %s".formatted(repository.location(), repository.path());
  }
}
