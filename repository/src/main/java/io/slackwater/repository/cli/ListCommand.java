// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.repository.Repository;
import io.slackwater.repository.restore.SnapshotEntry;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.tree.GoTime;
import java.util.List;

/** Lists what is in a snapshot. */
final class ListCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "ls",
        "ID [PATH]",
        1,
        2,
        "Lists what is in a snapshot, or of it what is at and below a path.",
        FilterOptions.and());
  }

  @Override
  public int run(Invocation line) {
    Output output = line.output();
    List<String> words = line.arguments().words();
    String path = words.size() == 2 ? words.getLast() : "/";
    try (Repository repository = line.open()) {
      Snapshot snapshot =
          repository.findSnapshot(words.getFirst(), FilterOptions.filter(line.arguments()));
      if (output.isJson()) {
        output.result(SnapshotJson.of(output, snapshot).put("struct_type", "snapshot"), "");
      }
      repository.list(
          snapshot.id(), path, entry -> output.result(json(output, entry), entry.path()));
    }
    return ExitCode.OK;
  }

  private static ObjectNode json(Output output, SnapshotEntry entry) {
    var metadata = entry.node().metadata();
    return output
        .object()
        .put("name", entry.node().name())
        .put("type", entry.node().type().word())
        .put("path", entry.path())
        .put("uid", metadata.uid())
        .put("gid", metadata.gid())
        .put("size", entry.node().size())
        .put("mode", metadata.mode())
        .put("mtime", GoTime.format(metadata.modified()))
        .put("struct_type", "node");
  }
}
