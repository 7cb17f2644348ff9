// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.UnreadableManifest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The descriptions of restore points that a location holds. Blocking; thread-safe. */
public interface LocationDescriptions {

  /**
   * The repositories that the location lists, sorted.
   *
   * @param under only those at or below this path; all of them when absent
   */
  List<RepositoryRef> repositories(LocationName location, @Nullable String under);

  /**
   * Reads the newest description of each restore point that can be read. What is damaged is named
   * and hinders nothing else; a storage that fails is no damage, and an exception.
   */
  Contents read(RepositoryRef repository, Work work);

  /**
   * What a repository holds.
   *
   * @param snapshots the ids of all of its snapshots
   */
  record Contents(
      List<Description> descriptions, List<UnreadableManifest> unreadable, Set<String> snapshots) {
    /** Copies the collections. */
    public Contents {
      descriptions = List.copyOf(descriptions);
      unreadable = List.copyOf(unreadable);
      snapshots = Set.copyOf(snapshots);
    }
  }

  /**
   * A restore point as a repository describes it.
   *
   * @param manifest the snapshot with the description
   */
  record Description(String manifest, RestorePoint restorePoint) {}
}
