// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.persistence;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.event.ContractJson;
import io.slackwater.contracts.id.InvalidNameException;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.UnreadableManifest;
import io.slackwater.discovery.application.LocationDescriptions;
import io.slackwater.discovery.application.Work;
import io.slackwater.repository.Repository;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.error.FileMissingException;
import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.error.RepositoryLockedException;
import io.slackwater.repository.error.SnapshotNotFoundException;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.snapshot.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The manifests of all repositories of a location. Thread-safe. */
public final class RepositoryDescriptions implements LocationDescriptions {

  private static final String POINT = "restore-point:";
  private static final Comparator<Snapshot> NEWEST_FIRST =
      Comparator.comparing(Snapshot::time).thenComparing(Snapshot::id).reversed();

  private final Repositories repositories;
  private final JsonMapper json = ContractJson.mapper();

  /** Of the locations of these repositories. */
  public RepositoryDescriptions(Repositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public List<RepositoryRef> repositories(LocationName location, @Nullable String under) {
    return repositories.listed(location, under);
  }

  @Override
  public Contents read(RepositoryRef reference, Work work) {
    try (Repository repository = repositories.openForeign(reference)) {
      return new Reading(reference, repository).contents(work);
    } catch (RepositoryException e) {
      requireDamage(e);
      return new Contents(
          List.of(),
          List.of(new UnreadableManifest(reference, null, String.valueOf(e.getMessage()))),
          Set.of());
    }
  }

  /** A storage that fails, or a lock that stays, says nothing about what is stored: try again. */
  private static void requireDamage(RepositoryException e) {
    boolean outage =
        e instanceof BackendException && !(e instanceof FileMissingException)
            || e instanceof RepositoryLockedException;
    if (outage) {
      throw e;
    }
  }

  /** One repository that is being read. */
  private final class Reading {

    private final RepositoryRef reference;
    private final Repository repository;
    private final List<UnreadableManifest> unreadable = new ArrayList<>();

    Reading(RepositoryRef reference, Repository repository) {
      this.reference = reference;
      this.repository = repository;
    }

    Contents contents(Work work) {
      Set<SnapshotId> ids = repository.snapshotIds();
      Map<String, List<Snapshot>> manifests = new TreeMap<>();
      for (SnapshotId id : ids) {
        work.checkActive();
        Snapshot snapshot = snapshot(id);
        if (snapshot != null && snapshot.tags().contains(RepositoryManifests.TAG)) {
          manifests.computeIfAbsent(point(snapshot), p -> new ArrayList<>()).add(snapshot);
        }
      }
      List<Description> descriptions = new ArrayList<>();
      for (Map.Entry<String, List<Snapshot>> entry : manifests.entrySet()) {
        work.checkActive();
        Description newest = newest(entry.getKey(), entry.getValue());
        if (newest != null) {
          descriptions.add(newest);
        }
      }
      return new Contents(
          descriptions, unreadable, ids.stream().map(SnapshotId::hex).collect(Collectors.toSet()));
    }

    /** Absent when it is damaged, or was forgotten since it was listed. */
    private @Nullable Snapshot snapshot(SnapshotId id) {
      try {
        return repository.snapshot(id);
      } catch (SnapshotNotFoundException | FileMissingException forgotten) {
        return null;
      } catch (RepositoryException e) {
        requireDamage(e);
        unreadable.add(new UnreadableManifest(reference, id.hex(), String.valueOf(e.getMessage())));
        return null;
      }
    }

    private @Nullable Description newest(String point, List<Snapshot> manifests) {
      manifests.sort(NEWEST_FIRST);
      for (Snapshot manifest : manifests) {
        try {
          RestorePoint described = described(manifest);
          if (described.id().value().equals(point)) {
            return new Description(manifest.id().hex(), described);
          }
          fault(
              manifest,
              "it describes restore point %s, and is tagged as %s"
                  .formatted(described.id(), point));
        } catch (IOException | InvalidNameException e) {
          fault(
              manifest,
              "its %s is no restore point: %s".formatted(RepositoryManifests.PATH, e.getMessage()));
        } catch (RepositoryException e) {
          requireDamage(e);
          fault(manifest, String.valueOf(e.getMessage()));
        }
      }
      return null;
    }

    private RestorePoint described(Snapshot manifest) throws IOException {
      try (var content = repository.openFile(manifest.id(), "/" + RepositoryManifests.PATH)) {
        return json.readValue(content.readAllBytes(), RestorePoint.class);
      }
    }

    private void fault(Snapshot manifest, String reason) {
      unreadable.add(new UnreadableManifest(reference, manifest.id().hex(), reason));
    }

    private static String point(Snapshot manifest) {
      return manifest.tags().stream()
          .filter(tag -> tag.startsWith(POINT))
          .map(tag -> tag.substring(POINT.length()))
          .findFirst()
          .orElse("");
    }
  }
}
