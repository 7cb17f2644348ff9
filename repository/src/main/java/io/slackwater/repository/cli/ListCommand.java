// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.repository.Repository;
import io.slackwater.repository.restore.SnapshotEntry;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.tree.GoTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Lists what is in a snapshot. */
@Command(name = "ls", description = "Lists what is in a snapshot.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class ListCommand implements Callable<Integer> {

  @ParentCommand private RepositoryCommand parent;
  @Mixin private final FilterOptions filter = new FilterOptions();

  @Parameters(index = "0", paramLabel = "ID", description = "A snapshot's id, prefix, or latest.")
  private String id;

  @Parameters(index = "1", arity = "0..1", paramLabel = "PATH", description = "Only below this.")
  private String path = "/";

  @Override
  public Integer call() {
    Output output = parent.output();
    try (Repository repository = parent.options().open()) {
      Snapshot snapshot = repository.findSnapshot(id, filter.filter());
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
