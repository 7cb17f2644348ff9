// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.discovery.domain.CaptureIndex;
import io.slackwater.discovery.domain.KubernetesObject;
import java.util.List;
import java.util.Optional;

/** Captures in repositories. */
public interface DefinitionsStore {

  /**
   * Puts a capture into a repository, whole or not at all: not when the attempt has lost its
   * standing by then.
   */
  Stored save(RepositoryRef repository, Capture capture, CaptureTags tags, Work work);

  /** The capture that an earlier attempt of a task stored. */
  Optional<Stored> find(RepositoryRef repository, CaptureTags tags);

  /**
   * Reads a capture.
   *
   * @throws UnreadableCaptureException when the snapshot is no capture, or a newer version's
   */
  Capture load(RepositoryRef repository, String snapshot);

  /** An application's objects as they were, whole. */
  record Capture(CaptureIndex index, List<KubernetesObject> objects) {

    /** Copies the list. */
    public Capture {
      objects = List.copyOf(objects);
    }
  }

  /**
   * A stored capture.
   *
   * @param snapshot the repository's snapshot id
   * @param logicalBytes the size of its files
   * @param storedBytes what it added to the repository
   */
  record Stored(String snapshot, long logicalBytes, long storedBytes) {}
}
