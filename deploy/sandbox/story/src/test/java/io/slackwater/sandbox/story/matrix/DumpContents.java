// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.sandbox.story.shop.Writings;
import io.slackwater.sandbox.testing.PostgresTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the shop's dumps: out of the repository by stock restic, by PostgreSQL's own tool. */
final class DumpContents {

  private static final String END = "\\.";

  private final Repository repository;
  private final Path bin = PostgresTools.find().bin();

  DumpContents(Repository repository) {
    this.repository = repository;
  }

  /** The rows of a dump. */
  Contents read(DumpArtifact dump) {
    try {
      Path archive = Files.createTempFile("shop", ".dump");
      Path rows = Files.createTempFile("shop", ".sql");
      try {
        repository.dump(dump.snapshot(), dump.path(), archive);
        Programs.run(
            bin.resolve("pg_restore").toString(),
            "--data-only",
            "--table=orders",
            "--table=visits",
            "--file=" + rows,
            archive.toString());
        return parse(Files.readAllLines(rows));
      } finally {
        Files.delete(archive);
        Files.delete(rows);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Contents parse(List<String> lines) {
    Map<String, String> orders = new HashMap<>();
    Map<String, Writings.Life> lives = new HashMap<>();
    String table = "";
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      if (line.startsWith("COPY public.")) {
        table = line.substring("COPY public.".length()).split(" ", 2)[0];
      } else if (line.equals(END)) {
        table = "";
      } else if (table.equals("orders")) {
        orders.put(fields[1], fields[2]);
      } else if (table.equals("visits")) {
        long number = Long.parseLong(fields[1]);
        lives.merge(
            fields[0],
            new Writings.Life(1, number, number),
            (all, one) ->
                new Writings.Life(
                    all.rows() + 1,
                    Math.min(all.lowest(), number),
                    Math.max(all.highest(), number)));
      }
    }
    return new Contents(Map.of(), orders, lives);
  }
}
