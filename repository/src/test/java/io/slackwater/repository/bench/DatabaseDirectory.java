// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

import io.slackwater.repository.testing.Processes;
import io.slackwater.repository.testing.Processes.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The data directory of a real PostgreSQL with 2 GiB, shut down: a third of it pgbench's tables,
 * which are nearly all padding, the rest orders with keys, times, amounts and text, after some
 * traffic.
 */
final class DatabaseDirectory implements DataSet {

  /** One unit of pgbench's scale takes about 15 MiB with its indexes. */
  private static final int UNITS = 42;

  /** A row takes about 200 bytes with its indexes. */
  private static final long ORDERS = 6_800_000;

  private static final String TABLE =
      """
      create table orders as
      select g as id, md5(random()::text) as token, (random() * 1e5)::int as customer,
        timestamptz '2026-01-01' + g * interval '3 seconds' as placed,
        (random() * 1e4)::numeric(10, 2) as amount,
        (array['open', 'paid', 'packed', 'shipped', 'returned'])[1 + (random() * 4)::int] as state,
        'Deliver to ' || (random() * 1e6)::int || ' ' || md5((random() * 2e4)::int::text) as note
      from generate_series(1, %d) g;
      create unique index on orders (id);
      create index on orders (customer);
      """;

  private static final int PAGE = 8192;

  @Override
  public String name() {
    return "database directory";
  }

  @Override
  public void generate(Path directory, double scale) throws IOException {
    Path bin = binaries();
    Path data = directory.resolve("pgdata");
    Path sockets = Files.createTempDirectory("bench-pg");
    Files.createDirectories(data);
    boolean root = "root".equals(System.getProperty("user.name"));
    if (root) {
      run(List.of("chown", "postgres:", data.toString(), sockets.toString()));
    }
    List<String> as =
        root
            ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
            : List.of();
    run(as, bin.resolve("initdb"), "-D", data, "--no-sync", "-A", "trust", "-U", "bench");
    String options =
        "-c listen_addresses='' -c unix_socket_directories='%s' -c fsync=off -c max_wal_size=128MB"
            .formatted(sockets);
    Path server = bin.resolve("pg_ctl");
    run(as, server, "-D", data, "-w", "-o", options, "-l", sockets.resolve("log"), "start");
    try {
      fill(as, bin, sockets, scale);
    } finally {
      run(as, server, "-D", data, "-w", "-m", "fast", "stop");
    }
  }

  private static void fill(List<String> as, Path bin, Path sockets, double scale)
      throws IOException {
    Path pgbench = bin.resolve("pgbench");
    long units = Math.max(1, Math.round(UNITS * scale));
    run(as, pgbench, "-h", sockets, "-U", "bench", "-i", "-q", "-s", units, "postgres");
    String table = TABLE.formatted(Math.round(ORDERS * scale));
    run(as, bin.resolve("psql"), "-h", sockets, "-U", "bench", "-q", "-c", table, "postgres");
    run(as, pgbench, "-h", sockets, "-U", "bench", "-n", "-t", 20_000, "-c", 2, "postgres");
  }

  @Override
  public List<ChangedPages.Range> change(Path directory, SplittableRandom random)
      throws IOException {
    ChangedPages.inAll(directory.resolve("pgdata/base"), PAGE, 32, random);
    return List.of();
  }

  private static Path binaries() throws IOException {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("pgbench")))
          .max(Path::compareTo)
          .orElseThrow(() -> new IOException("no PostgreSQL with pgbench: install postgresql"));
    }
  }

  private static void run(List<String> as, Object... command) throws IOException {
    List<String> whole = new ArrayList<>(as);
    for (Object part : command) {
      whole.add(part.toString());
    }
    run(whole);
  }

  private static void run(List<String> command) throws IOException {
    Ended ended = Processes.run(Map.of(), command);
    if (ended.exitCode() != 0) {
      throw new IOException(command + " failed: " + ended.err() + ended.out());
    }
  }
}
