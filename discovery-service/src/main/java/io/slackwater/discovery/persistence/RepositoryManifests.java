// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.event.ContractJson;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.discovery.application.ManifestStore;
import io.slackwater.discovery.application.Work;
import io.slackwater.repository.Repository;
import io.slackwater.repository.error.RepositoryNotFoundException;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Manifests as snapshots of one file, {@code manifest.json}, a {@link RestorePoint} as {@link
 * ContractJson} writes it. Thread-safe.
 */
public final class RepositoryManifests implements ManifestStore {

  /** The tag of every manifest; a hub that is made anew looks for it. */
  public static final String TAG = "slackwater:manifest";

  /** The manifest's path in its snapshot. */
  public static final String PATH = "manifest.json";

  private final Repositories repositories;
  private final JsonMapper json = ContractJson.mapper();

  /** Manifests in these repositories. */
  public RepositoryManifests(Repositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public Set<String> existing(RepositoryRef reference, Collection<String> snapshots) {
    try (Repository repository = repositories.open(reference)) {
      Set<String> existing =
          repository.snapshots(SnapshotFilter.ALL).stream()
              .map(snapshot -> snapshot.id().hex())
              .collect(Collectors.toCollection(HashSet::new));
      existing.retainAll(Set.copyOf(snapshots));
      return existing;
    } catch (RepositoryNotFoundException none) {
      return Set.of();
    }
  }

  @Override
  public Optional<String> find(RepositoryRef reference, RestorePoint restorePoint) {
    byte[] manifest = bytes(restorePoint);
    try (Repository repository = repositories.openOrInit(reference)) {
      List<Snapshot> manifests =
          repository.snapshots(new SnapshotFilter(tags(restorePoint), null, List.of()));
      if (manifests.isEmpty()) {
        return Optional.empty();
      }
      SnapshotId newest = manifests.getLast().id();
      return json.readTree(manifest).equals(read(repository, newest))
          ? Optional.of(newest.hex())
          : Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("what was just written is JSON", e);
    }
  }

  @Override
  public String save(RepositoryRef reference, RestorePoint restorePoint, TaskId task, Work work) {
    List<String> labels =
        List.of(
            TAG,
            "restore-point:" + restorePoint.id(),
            "state:" + restorePoint.state(),
            "run:" + restorePoint.run(),
            "task:" + task,
            "application:" + restorePoint.application());
    try (Repository repository = repositories.openOrInit(reference)) {
      return repository
          .backupFiles(
              Map.of(PATH, bytes(restorePoint)), SnapshotLabels.tagged(labels), Standing.of(work))
          .id()
          .hex();
    }
  }

  private byte[] bytes(RestorePoint restorePoint) {
    try {
      return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(restorePoint);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a contract record is always JSON", e);
    }
  }

  private JsonNode read(Repository repository, SnapshotId id) {
    try (var content = repository.openFile(id, "/" + PATH)) {
      return json.readTree(content.readAllBytes());
    } catch (IOException e) {
      throw new UnreadableManifestException(id.hex(), e);
    }
  }

  private static List<String> tags(RestorePoint restorePoint) {
    return List.of(TAG, "restore-point:" + restorePoint.id());
  }
}
