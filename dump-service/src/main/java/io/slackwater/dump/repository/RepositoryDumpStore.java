// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.repository;

import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.dataservices.blueprint.Dump;
import io.slackwater.dataservices.blueprint.DumpContent;
import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dump.application.DumpStore;
import io.slackwater.dump.application.Work;
import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.SnapshotResult;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dumps as snapshots of a repository, one per part, tagged with task, attempt, run and restore
 * point.
 */
public final class RepositoryDumpStore implements DumpStore {

  private static final String ATTEMPT = "slackwater:attempt:";

  private final Repository repository;

  /** Takes over the repository: closing the store closes it. */
  public RepositoryDumpStore(Repository repository) {
    this.repository = repository;
  }

  @Override
  public Stored store(String dataService, Dump dump, @Nullable HoldId hold, Work work)
      throws IOException {
    String path = "/dumps/" + dataService + "/" + dump.part().fileName();
    Control control =
        new Control(
            work::aborted,
            progress -> work.progress("dumping " + dump.part().fileName(), progress.bytes(), null));
    SnapshotResult result =
        repository.backupStream(path, dump.content(), labels(work.task(), hold), control);
    if (work.aborted()) {
      // The sweep of the attempt that took over may have passed already.
      repository.forget(List.of(result.id()));
      work.checkActive();
    }
    return new Stored(result.id().hex(), path, result.logicalBytes(), result.storedBytes());
  }

  @Override
  public void forget(List<String> snapshots) {
    repository.forget(snapshots.stream().map(SnapshotId::parse).toList());
  }

  @Override
  public DumpContent content(DumpArtifact artifact, DumpPart part) {
    return new DumpContent() {
      @Override
      public DumpPart part() {
        return part;
      }

      @Override
      public long bytes() {
        return artifact.logicalBytes();
      }

      @Override
      public String sha256() {
        return artifact.sha256();
      }

      @Override
      public InputStream open() {
        return repository.openFile(SnapshotId.parse(artifact.snapshot()), artifact.path());
      }
    };
  }

  @Override
  public void sweep(Work work) {
    forget(work.task(), work.task().attempt() - 1, work::checkActive);
  }

  @Override
  public void takeBack(TaskPlanned task, Runnable owner) {
    forget(task, task.attempt(), owner);
  }

  /** Never a newer one's: an attempt that fell behind must not destroy what succeeded it. */
  private void forget(TaskPlanned task, int newest, Runnable check) {
    List<SnapshotId> stored =
        repository.snapshots(SnapshotFilter.tagged(taskTag(task))).stream()
            .filter(snapshot -> attempt(snapshot) <= newest)
            .map(Snapshot::id)
            .toList();
    if (!stored.isEmpty()) {
      check.run();
      repository.forget(stored);
    }
  }

  private static int attempt(Snapshot snapshot) {
    return snapshot.tags().stream()
        .filter(tag -> tag.startsWith(ATTEMPT))
        .mapToInt(tag -> Integer.parseInt(tag.substring(ATTEMPT.length())))
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }

  @Override
  public void close() {
    repository.close();
  }

  private static SnapshotLabels labels(TaskPlanned task, @Nullable HoldId hold) {
    List<String> tags =
        new ArrayList<>(
            List.of(
                taskTag(task),
                attemptTag(task),
                "slackwater:run:" + task.run(),
                "slackwater:restore-point:" + task.restorePoint(),
                "slackwater:dump"));
    if (hold != null) {
      tags.add("slackwater:hold:" + hold);
    }
    return SnapshotLabels.tagged(tags);
  }

  /** The tag of all that attempts of a task stored. */
  public static String taskTag(TaskPlanned task) {
    return "slackwater:task:" + task.task();
  }

  private static String attemptTag(TaskPlanned task) {
    return ATTEMPT + task.attempt();
  }
}
