// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.Dump;
import io.slackwater.dataservices.blueprint.DumpContent;
import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dataservices.blueprint.DumpResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A part of a dump kept in a file, as a repository would keep it. */
record StoredDump(DumpResult result, Path file) implements DumpContent {

  static List<StoredDump> of(DataServiceSession session, Path directory) throws IOException {
    List<StoredDump> stored = new ArrayList<>();
    for (DumpPart part : session.parts()) {
      Path file = directory.resolve(part.fileName());
      try (Dump dump = session.dump(part, Duration.ofMinutes(2))) {
        Files.copy(dump.content(), file);
        stored.add(new StoredDump(dump.result(), file));
      }
    }
    return stored;
  }

  @Override
  public DumpPart part() {
    return result.part();
  }

  @Override
  public long bytes() {
    return result.bytes();
  }

  @Override
  public String sha256() {
    return result.sha256();
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }
}
