// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.artifact.ImportArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePointOrigin;
import io.slackwater.contracts.restorepoint.UnreadableManifest;
import io.slackwater.discovery.domain.FoundPoint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads every restore point that a location describes, and passes them on in batches that fit into
 * a record. Blocking; thread-safe.
 */
public final class ImportRestorePoints {

  private final LocationDescriptions location;

  /** Makes the use case. */
  public ImportRestorePoints(LocationDescriptions location) {
    this.location = location;
  }

  /**
   * Reads the location.
   *
   * @param under only repositories at or below this path; all of them when absent
   * @throws EmptyLocationException when there is none
   */
  public ImportArtifact run(
      LocationName name, @Nullable String under, RunId run, FoundBatches found, Work work) {
    List<RepositoryRef> repositories = location.repositories(name, under);
    if (repositories.isEmpty()) {
      throw new EmptyLocationException(name, under);
    }
    int done = 0;
    for (RepositoryRef repository : repositories) {
      work.checkActive();
      work.progress(
          "reading repository %s (%d of %d)"
              .formatted(repository.path(), ++done, repositories.size()));
      read(repository, run, found, work);
    }
    found.flush();
    return new ImportArtifact(
        name, repositories.size(), found.points(), found.unreadable(), found.examples());
  }

  private void read(RepositoryRef repository, RunId run, FoundBatches found, Work work) {
    LocationDescriptions.Contents contents = location.read(repository, work);
    contents.unreadable().forEach(found::add);
    for (LocationDescriptions.Description description : contents.descriptions()) {
      FoundPoint point = new FoundPoint(repository, description.restorePoint());
      Optional<String> fault = point.fault(contents.snapshots());
      if (fault.isPresent()) {
        found.add(new UnreadableManifest(repository, description.manifest(), fault.get()));
      } else {
        found.add(point.from(new RestorePointOrigin(repository, description.manifest(), run)));
      }
    }
  }
}
