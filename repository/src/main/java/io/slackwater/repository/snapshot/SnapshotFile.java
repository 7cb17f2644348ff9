// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.tree.GoTime;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of a snapshot file. */
public final class SnapshotFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SnapshotFile() {}

  /** Writes the JSON of a snapshot that has no id yet. */
  public static byte[] encode(
      Instant time,
      @Nullable SnapshotId parent,
      BlobId tree,
      List<String> paths,
      String hostname,
      String username,
      List<String> excludes,
      List<String> tags,
      String programVersion,
      SnapshotSummary summary) {
    ObjectNode json = JSON.createObjectNode();
    json.put("time", GoTime.format(time));
    if (parent != null) {
      json.put("parent", parent.hex());
    }
    json.put("tree", tree.hex());
    ArrayNode pathList = json.putArray("paths");
    paths.forEach(pathList::add);
    json.put("hostname", hostname);
    json.put("username", username);
    putUnlessEmpty(json, "excludes", excludes);
    putUnlessEmpty(json, "tags", tags);
    json.put("program_version", programVersion);
    summary.writeTo(json.putObject("summary"));
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings and numbers can always be written", e);
    }
  }

  /**
   * Reads the JSON.
   *
   * @throws IOException if it is not a snapshot
   */
  public static Snapshot decode(SnapshotId id, byte[] content) throws IOException {
    JsonNode json = JSON.readTree(content);
    try {
      return new Snapshot(
          id,
          GoTime.parse(json.path("time").asText()),
          json.hasNonNull("parent") ? SnapshotId.parse(json.path("parent").asText()) : null,
          BlobId.parse(json.path("tree").asText()),
          strings(json.path("paths")),
          json.path("hostname").asText(),
          json.path("username").asText(),
          strings(json.path("excludes")),
          strings(json.path("tags")),
          json.path("program_version").asText(),
          SnapshotSummary.of(json.path("summary")));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void putUnlessEmpty(ObjectNode json, String field, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode list = json.putArray(field);
      values.forEach(list::add);
    }
  }

  private static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>(list.size());
    list.forEach(item -> strings.add(item.asText()));
    return strings;
  }
}
