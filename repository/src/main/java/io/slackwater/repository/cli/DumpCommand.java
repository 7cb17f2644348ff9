// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;

/** Writes one file of a snapshot to the standard output. */
final class DumpCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "dump",
        "ID PATH",
        2,
        2,
        "Writes one file of a snapshot, by its id, a prefix of that or latest, to the standard output.",
        FilterOptions.and());
  }

  @Override
  public int run(Invocation line) throws IOException {
    Output output = line.output();
    try (Repository repository = line.open()) {
      Snapshot snapshot =
          repository.findSnapshot(
              line.arguments().words().getFirst(), FilterOptions.filter(line.arguments()));
      try (InputStream content =
          repository.openFile(snapshot.id(), line.arguments().words().getLast())) {
        content.transferTo(output.raw());
      }
      if (output.raw().checkError()) {
        throw new IOException("the standard output was closed before the end of the file");
      }
    }
    return ExitCode.OK;
  }
}
