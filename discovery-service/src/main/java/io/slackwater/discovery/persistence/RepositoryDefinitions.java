// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.event.ContractJson;
import io.slackwater.discovery.application.CaptureTags;
import io.slackwater.discovery.application.DefinitionsStore;
import io.slackwater.discovery.application.UnreadableCaptureException;
import io.slackwater.discovery.application.Work;
import io.slackwater.discovery.domain.CaptureIndex;
import io.slackwater.discovery.domain.CapturedPath;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.SnapshotResult;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.snapshot.SnapshotSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Captures as snapshots: the index and a JSON file per object. Thread-safe. */
public final class RepositoryDefinitions implements DefinitionsStore {

  private static final String KIND = "slackwater:definitions";

  private final Repositories repositories;
  private final JsonMapper json = ContractJson.mapper();

  /** Captures in these repositories. */
  public RepositoryDefinitions(Repositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public Stored save(RepositoryRef reference, Capture capture, CaptureTags tags, Work work) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (KubernetesObject object : capture.objects()) {
      files.put(CapturedPath.of(object), bytes(object.copy()));
    }
    files.put(CapturedPath.INDEX, bytes(capture.index()));
    List<String> labels = new ArrayList<>(tag(tags));
    labels.add("run:" + tags.run());
    labels.add("restore-point:" + tags.restorePoint());
    labels.add("application:" + tags.application());
    try (Repository repository = repositories.openOrInit(reference)) {
      SnapshotResult result =
          repository.backupFiles(files, SnapshotLabels.tagged(labels), Standing.of(work));
      return new Stored(result.id().hex(), result.logicalBytes(), result.storedBytes());
    }
  }

  @Override
  public Optional<Stored> find(RepositoryRef reference, CaptureTags tags) {
    try (Repository repository = repositories.openOrInit(reference)) {
      return repository.snapshots(new SnapshotFilter(tag(tags), null, List.of())).stream()
          .filter(snapshot -> snapshot.summary() != null)
          .reduce((older, newer) -> newer)
          .map(RepositoryDefinitions::stored);
    }
  }

  private static Stored stored(Snapshot snapshot) {
    SnapshotSummary summary = Objects.requireNonNull(snapshot.summary());
    return new Stored(snapshot.id().hex(), summary.logicalBytes(), summary.storedBytes());
  }

  @Override
  public Capture load(RepositoryRef reference, String snapshot) {
    try (Repository repository = repositories.open(reference)) {
      SnapshotId id = SnapshotId.parse(snapshot);
      Map<String, byte[]> files = repository.readFiles(id, "/");
      CaptureIndex index = index(files, reference, id);
      List<KubernetesObject> objects = new ArrayList<>();
      for (String path : files.keySet()) {
        if (path.startsWith("/" + CapturedPath.FOLDER) && path.endsWith(".json")) {
          objects.add(KubernetesObject.of(read(files, reference, id, path)));
        }
      }
      if (objects.size() != index.objects()) {
        throw new UnreadableCaptureException(
            reference,
            snapshot,
            "it holds %d objects and its index says %d".formatted(objects.size(), index.objects()),
            null);
      }
      return new Capture(index, objects);
    }
  }

  private CaptureIndex index(Map<String, byte[]> files, RepositoryRef reference, SnapshotId id) {
    JsonNode tree = read(files, reference, id, "/" + CapturedPath.INDEX);
    int format = tree.path("format").asInt();
    if (format < 1 || format > CaptureIndex.FORMAT) {
      throw new UnreadableCaptureException(
          reference,
          id.hex(),
          "its format is %d, this version reads up to %d: use a newer one"
              .formatted(format, CaptureIndex.FORMAT),
          null);
    }
    try {
      return json.treeToValue(tree, CaptureIndex.class);
    } catch (JsonProcessingException e) {
      throw new UnreadableCaptureException(
          reference, id.hex(), "its index is wrong: " + e.getOriginalMessage(), e);
    }
  }

  private JsonNode read(
      Map<String, byte[]> files, RepositoryRef reference, SnapshotId id, String path) {
    byte[] content = files.get(path);
    if (content == null) {
      throw new UnreadableCaptureException(reference, id.hex(), "it has no file " + path, null);
    }
    try {
      return json.readTree(content);
    } catch (IOException e) {
      throw new UnreadableCaptureException(
          reference, id.hex(), path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private byte[] bytes(Object value) {
    try {
      return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree or record is always JSON", e);
    }
  }

  private static List<String> tag(CaptureTags tags) {
    return List.of(KIND, "task:" + tags.task());
  }
}
