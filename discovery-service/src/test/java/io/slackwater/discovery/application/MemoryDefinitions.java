// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.artifact.RepositoryRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Captures in memory. */
final class MemoryDefinitions implements DefinitionsStore {

  final Map<String, Capture> captures = new LinkedHashMap<>();
  private final Map<CaptureTags, Stored> byTags = new LinkedHashMap<>();

  @Override
  public Stored save(RepositoryRef repository, Capture capture, CaptureTags tags, Work work) {
    Stored stored = new Stored("snapshot-" + captures.size(), 1000, 100);
    captures.put(stored.snapshot(), capture);
    byTags.put(tags, stored);
    return stored;
  }

  @Override
  public Optional<Stored> find(RepositoryRef repository, CaptureTags tags) {
    return Optional.ofNullable(byTags.get(tags));
  }

  @Override
  public Capture load(RepositoryRef repository, String snapshot) {
    Capture capture = captures.get(snapshot);
    if (capture == null) {
      throw new UnreadableCaptureException(repository, snapshot, "there is none", null);
    }
    return capture;
  }
}
