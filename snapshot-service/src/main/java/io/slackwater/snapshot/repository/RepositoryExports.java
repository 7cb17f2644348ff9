// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.repository;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.repository.Repository;
import io.slackwater.repository.error.WrongPasswordException;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.snapshot.application.Exports;
import io.slackwater.snapshot.domain.MoverArguments;
import io.slackwater.snapshot.domain.MoverLine;
import io.slackwater.snapshot.domain.StorageRefusedException;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds exports by the tags that movers give them. Blocking; thread-safe. */
public final class RepositoryExports implements Exports {

  private static final String REPOSITORY = "RESTIC_REPOSITORY";
  private static final String S3 = "s3:";

  private final RepositoryAccess repositories;

  /** In the repositories that can be opened so. */
  public RepositoryExports(RepositoryAccess repositories) {
    this.repositories = repositories;
  }

  @Override
  public void prepare(RepositoryRef repository) {
    environment(repository);
    try {
      repositories.openOrInit(repository).close();
    } catch (WrongPasswordException e) {
      throw new StorageRefusedException(
          "the repository '%s' in location '%s' does not open with the configured password, and nothing was written: check slackwater.location.%s.password-file (%s)"
              .formatted(
                  repository.path(), repository.location(), repository.location(), e.getMessage()));
    }
  }

  /**
   * A snapshot that does not say what was stored, or that files are missing in it, is no export.
   */
  @Override
  public Optional<MoverLine.BackupSummary> find(
      RepositoryRef repository, TaskIdentity identity, String claim) {
    try (Repository opened = repositories.open(repository)) {
      return tagged(opened, identity, claim).stream()
          .flatMap(snapshot -> summary(snapshot).stream())
          .findFirst();
    }
  }

  @Override
  public void forget(
      RepositoryRef repository, TaskIdentity identity, String claim, Runnable active) {
    try (Repository opened = repositories.open(repository)) {
      List<SnapshotId> incomplete =
          tagged(opened, identity, claim).stream()
              .filter(snapshot -> attemptOf(snapshot) <= identity.attempt())
              .map(Snapshot::id)
              .toList();
      active.run();
      opened.forget(incomplete);
    }
  }

  @Override
  public void releaseLocks(RepositoryRef repository, String helper, Runnable active) {
    try (Repository opened = repositories.open(repository)) {
      opened.removeLocks(
          lock -> {
            active.run();
            return helper.equals(lock.hostname());
          });
    }
  }

  @Override
  public Map<String, String> environment(RepositoryRef repository) {
    Map<String, String> environment = repositories.moverEnvironment(repository);
    if (!environment.getOrDefault(REPOSITORY, "").startsWith(S3)) {
      throw new StorageRefusedException(
          "location '%s' is a directory of the executor's machine, which a mover pod cannot reach: exports need an S3 location"
              .formatted(repository.location()));
    }
    return environment;
  }

  private static List<Snapshot> tagged(Repository opened, TaskIdentity identity, String claim) {
    return opened.snapshots(
        SnapshotFilter.tagged(
            MoverArguments.taskTag(identity.task()), MoverArguments.claimTag(claim)));
  }

  private static int attemptOf(Snapshot snapshot) {
    return snapshot.tags().stream()
        .map(MoverArguments::attemptOfTag)
        .flatMapToInt(OptionalInt::stream)
        .findFirst()
        .orElse(0);
  }

  private static Optional<MoverLine.BackupSummary> summary(Snapshot snapshot) {
    return Optional.ofNullable(snapshot.summary())
        .filter(summary -> summary.unread() == 0)
        .map(
            summary ->
                new MoverLine.BackupSummary(
                    snapshot.id().hex(),
                    summary.files(),
                    summary.logicalBytes(),
                    summary.storedBytes()));
  }
}
