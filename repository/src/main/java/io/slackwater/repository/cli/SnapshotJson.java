// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.tree.GoTime;
import java.util.List;

/** Snapshots as restic shows them. */
final class SnapshotJson {

  private SnapshotJson() {}

  static ObjectNode of(Output output, Snapshot snapshot) {
    ObjectNode json = output.object().put("time", GoTime.format(snapshot.time()));
    if (snapshot.parent() != null) {
      json.put("parent", snapshot.parent().hex());
    }
    json.put("tree", snapshot.tree().hex());
    strings(json.putArray("paths"), snapshot.paths());
    json.put("hostname", snapshot.hostname()).put("username", snapshot.username());
    if (!snapshot.excludes().isEmpty()) {
      strings(json.putArray("excludes"), snapshot.excludes());
    }
    if (!snapshot.tags().isEmpty()) {
      strings(json.putArray("tags"), snapshot.tags());
    }
    if (!snapshot.programVersion().isEmpty()) {
      json.put("program_version", snapshot.programVersion());
    }
    return json.put("id", snapshot.id().hex()).put("short_id", snapshot.id().shortHex());
  }

  static ArrayNode all(Output output, List<Snapshot> snapshots) {
    ArrayNode list = output.object().putArray("snapshots");
    snapshots.forEach(snapshot -> list.add(of(output, snapshot)));
    return list;
  }

  static String line(Snapshot snapshot) {
    return "%s  %s  %s  %s  %s"
        .formatted(
            snapshot.id().shortHex(),
            GoTime.format(snapshot.time()),
            snapshot.hostname(),
            String.join(",", snapshot.tags()),
            String.join(" ", snapshot.paths()));
  }

  private static void strings(ArrayNode list, List<String> values) {
    values.forEach(list::add);
  }
}
