// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.repository;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.repository.Repository;
import io.slackwater.repository.error.WrongPasswordException;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.tree.NodeType;
import io.slackwater.snapshot.application.Exports;
import io.slackwater.snapshot.domain.MoverArguments;
import io.slackwater.snapshot.domain.MoverLine;
import io.slackwater.snapshot.domain.StorageRefusedException;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

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

  /** Its stored bytes are 0: what a mover added is known only from its own words. */
  @Override
  public Optional<MoverLine.BackupSummary> find(
      RepositoryRef repository, TaskIdentity identity, String claim) {
    try (Repository opened = repositories.open(repository)) {
      return tagged(opened, identity, claim).stream()
          .findFirst()
          .map(snapshot -> summary(opened, snapshot, claim));
    }
  }

  @Override
  public void forget(RepositoryRef repository, TaskIdentity identity, String claim) {
    try (Repository opened = repositories.open(repository)) {
      opened.forget(tagged(opened, identity, claim).stream().map(Snapshot::id).toList());
    }
  }

  @Override
  public void releaseLocks(RepositoryRef repository, String helper) {
    try (Repository opened = repositories.open(repository)) {
      opened.removeLocks(lock -> helper.equals(lock.hostname()));
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

  private static MoverLine.BackupSummary summary(
      Repository opened, Snapshot snapshot, String claim) {
    LongAdder files = new LongAdder();
    LongAdder bytes = new LongAdder();
    opened.list(
        snapshot.id(),
        MoverArguments.mountPath(claim),
        entry -> {
          if (entry.node().type() == NodeType.FILE) {
            files.increment();
            bytes.add(entry.node().size());
          }
        });
    return new MoverLine.BackupSummary(snapshot.id().hex(), files.sum(), bytes.sum(), 0);
  }
}
