// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import io.slackwater.sandbox.story.shop.Writings;
import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.testing.PostgresTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the snapshots of the shop's volumes where the sandbox's storage keeps them. The database's
 * files are copied and recovered by a PostgreSQL, as after a restore.
 */
final class VolumeContents {

  private static final String QUERIES =
      """
      copy (select file, sha256 from orders) to '%1$s/orders'
      copy (select life, count(*), min(number), max(number) from visits group by life) to '%1$s/lives'
      """;

  private final Path snapshots;
  private final Path bin = PostgresTools.find().bin();

  VolumeContents(Sandbox sandbox) {
    this.snapshots = sandbox.home().directory().resolve("clusters/east/storage/snapshots");
  }

  /** Reads the snapshot of the database and that of the files. */
  Contents read(String database, String files) {
    try {
      Path work =
          Files.createTempDirectory(
              "slackwater-proof",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try {
        Programs.run(
            "cp",
            "-a",
            "--reflink=auto",
            snapshots.resolve(database).resolve("pgdata").toString(),
            work.resolve("pgdata").toString());
        Files.deleteIfExists(work.resolve("pgdata/postmaster.pid"));
        Programs.run("chown", "postgres:postgres", work.toString());
        Programs.run(
            new ProcessBuilder(
                    "setpriv",
                    "--reuid=postgres",
                    "--regid=postgres",
                    "--clear-groups",
                    bin.resolve("postgres").toString(),
                    "--single",
                    "-D",
                    work.resolve("pgdata").toString(),
                    "-c",
                    "fsync=off",
                    "shop")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD),
            QUERIES.formatted(work));
        return new Contents(
            hashes(snapshots.resolve(files)),
            orders(work.resolve("orders")),
            lives(work.resolve("lives")));
      } finally {
        Programs.run("rm", "-rf", work.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> hashes(Path directory) throws IOException {
    Map<String, String> hashes = new HashMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".txt") && !name.startsWith(".")) {
          byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
          hashes.put(name, HexFormat.of().formatHex(digest));
        }
      }
      return hashes;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> orders(Path rows) throws IOException {
    Map<String, String> orders = new HashMap<>();
    for (String row : Files.readAllLines(rows)) {
      List<String> fields = List.of(row.split("\t", -1));
      orders.put(fields.get(0), fields.get(1));
    }
    return orders;
  }

  private static Map<String, Writings.Life> lives(Path rows) throws IOException {
    Map<String, Writings.Life> lives = new HashMap<>();
    for (String row : Files.readAllLines(rows)) {
      List<String> fields = List.of(row.split("\t", -1));
      lives.put(
          fields.get(0),
          new Writings.Life(
              Long.parseLong(fields.get(1)),
              Long.parseLong(fields.get(2)),
              Long.parseLong(fields.get(3))));
    }
    return lives;
  }
}
