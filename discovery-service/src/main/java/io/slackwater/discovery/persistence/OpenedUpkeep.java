// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.persistence;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.discovery.application.InvalidSnapshotIdException;
import io.slackwater.discovery.application.RepositoryUpkeep;
import io.slackwater.discovery.application.Work;
import io.slackwater.repository.Repository;
import io.slackwater.repository.error.RepositoryLockedException;
import io.slackwater.repository.error.RepositoryNotFoundException;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.lock.LockFile;
import io.slackwater.repository.maintenance.PruneOptions;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Upkeep of repositories that are opened for each piece of work. Thread-safe. */
public final class OpenedUpkeep implements RepositoryUpkeep {

  /** How definitions and manifests, dumps, and movers name the restore point of a snapshot. */
  private static final List<String> RESTORE_POINT_TAGS =
      List.of("restore-point:", "slackwater:restore-point:", "restore-point=");

  private final Repositories repositories;

  /** Upkeep of these repositories. */
  public OpenedUpkeep(Repositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public void forget(RepositoryRef reference, List<String> snapshots, Work work) {
    List<SnapshotId> ids = snapshots.stream().map(OpenedUpkeep::id).toList();
    ifThere(
        reference,
        repository -> {
          work.checkActive();
          work.progress("forgetting %d snapshots".formatted(ids.size()));
          repository.forget(ids);
        });
  }

  @Override
  public void forgetAllOf(
      RepositoryRef reference, RestorePointId restorePoint, Set<String> kept, Work work) {
    Set<String> tags =
        RESTORE_POINT_TAGS.stream().map(tag -> tag + restorePoint).collect(Collectors.toSet());
    ifThere(
        reference,
        repository -> {
          List<SnapshotId> left =
              repository.snapshots(SnapshotFilter.ALL).stream()
                  .filter(snapshot -> snapshot.tags().stream().anyMatch(tags::contains))
                  .map(Snapshot::id)
                  .filter(id -> !kept.contains(id.hex()))
                  .toList();
          if (!left.isEmpty()) {
            work.checkActive();
            work.progress("forgetting %d snapshots that nothing names".formatted(left.size()));
            repository.forget(left);
          }
        });
  }

  @Override
  public void prune(RepositoryRef reference, Work work) {
    ifThere(
        reference,
        repository -> {
          boolean pruned = false;
          while (!pruned) {
            work.checkActive();
            work.progress(pruning(repository));
            pruned = prune(repository, work);
          }
        });
  }

  /** Whether it was pruned; else somebody used it all the time that one try may wait. */
  private static boolean prune(Repository repository, Work work) {
    try {
      repository.prune(PruneOptions.STANDARD, Standing.of(work));
      return true;
    } catch (RepositoryLockedException used) {
      work.progress("waiting to prune: " + used.getMessage());
      return false;
    }
  }

  private static String pruning(Repository repository) {
    List<String> users = repository.locks().stream().map(OpenedUpkeep::user).toList();
    return users.isEmpty()
        ? "pruning"
        : "waiting to prune until those who use the repository are done: "
            + String.join("; ", users);
  }

  private static String user(LockFile lock) {
    return "%s (%s lock of %s)"
        .formatted(lock.hostname(), lock.exclusive() ? "exclusive" : "shared", lock.time());
  }

  private void ifThere(RepositoryRef reference, Consumer<Repository> work) {
    try (Repository repository = repositories.open(reference)) {
      work.accept(repository);
    } catch (RepositoryNotFoundException none) {
      // Nothing was ever kept there, or all of it is gone: what was asked for is so.
      return;
    }
  }

  private static SnapshotId id(String text) {
    try {
      return SnapshotId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidSnapshotIdException(text, e);
    }
  }
}
