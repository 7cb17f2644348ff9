// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes one file of a snapshot to the standard output. */
@Command(name = "dump", description = "Writes one file of a snapshot to the standard output.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class DumpCommand implements Callable<Integer> {

  @ParentCommand private RepositoryCommand parent;
  @Mixin private final FilterOptions filter = new FilterOptions();

  @Parameters(index = "0", paramLabel = "ID", description = "A snapshot's id, prefix, or latest.")
  private String id;

  @Parameters(index = "1", paramLabel = "PATH", description = "A file in the snapshot.")
  private String path;

  @Override
  public Integer call() throws IOException {
    Output output = parent.output();
    try (Repository repository = parent.options().open()) {
      Snapshot snapshot = repository.findSnapshot(id, filter.filter());
      try (InputStream content = repository.openFile(snapshot.id(), path)) {
        content.transferTo(output.raw());
      }
      if (output.raw().checkError()) {
        throw new IOException("the standard output was closed before the end of the file");
      }
    }
    return ExitCode.OK;
  }
}
