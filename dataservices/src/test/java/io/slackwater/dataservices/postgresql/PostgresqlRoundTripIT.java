// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.slackwater.dataservices.blueprint.Blueprints;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dataservices.blueprint.LoadFailedException;
import io.slackwater.dataservices.blueprint.LoadOptions;
import io.slackwater.dataservices.blueprint.LoadReport;
import io.slackwater.dataservices.blueprint.LoadReport.LoadedDatabase;
import io.slackwater.dataservices.blueprint.SessionName;
import io.slackwater.dataservices.blueprint.VerifyOptions;
import io.slackwater.dataservices.blueprint.VerifyReport;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodShell;
import io.slackwater.dataservices.exec.PodTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlRoundTripIT {

  private static final String ODD = "odd = 'name' \\ host=nowhere";
  private static final LoadOptions OPTIONS =
      new LoadOptions(false, Duration.ofMinutes(2), () -> {});

  private final Path dir;
  private final PostgresServer source;
  private final List<PostgresServer> servers = new ArrayList<>();

  PostgresqlRoundTripIT(@TempDir Path dir) throws Exception {
    this.dir = dir;
    this.source = PostgresServer.start();
    servers.add(source);
    source.sql("postgres", ShopData.ROLES + ShopData.DATABASE);
    source.sql("shop", ShopData.TABLES);
    source.sql(ODD, "CREATE TABLE t AS SELECT generate_series(1, 3) i");
  }

  @AfterEach
  void stop() throws Exception {
    for (PostgresServer server : servers) {
      server.close();
    }
  }

  private PostgresServer another() throws Exception {
    PostgresServer server = PostgresServer.start();
    servers.add(server);
    return server;
  }

  static DataServiceSession session(PostgresServer server, String task, int attempt) {
    return session(server.shell(), task, attempt);
  }

  static DataServiceSession session(PodShell shell, String task, int attempt) {
    return Blueprints.named("postgresql")
        .orElseThrow()
        .open(
            new PodExec(shell, new SecureRandom()),
            new PodTarget("shop", "db-0", "postgres"),
            new SessionName(task, attempt));
  }

  @Test
  void bringsBackOnAnotherServerWhatWasCommittedBeforeTheDump() throws Exception {
    PostgresServer target = another();
    Process writer = startWriter();
    Awaitility.await().untilAsserted(() -> assertThat(written(source)).isGreaterThan(20));
    int before = written(source);
    List<StoredDump> dump = StoredDump.of(session(source, "dump-1", 1), dir);
    int after = written(source);
    writer.destroyForcibly().waitFor();

    assertThat(dump)
        .extracting(part -> part.result().part())
        .containsExactly(
            new DumpPart.Globals(), new DumpPart.Database(ODD), new DumpPart.Database("shop"));
    assertThat(dump)
        .allSatisfy(
            part -> {
              assertThat(part.result().exitCode()).isZero();
              assertThat(part.result().toolVersion())
                  .startsWith("pg_dump (PostgreSQL) " + PostgresServer.major());
              assertThat(part.result().serverVersion()).startsWith(PostgresServer.major() + ".");
              assertThat(Files.size(part.file())).isEqualTo(part.bytes());
            });
    assertThat(Files.readString(dump.getFirst().file())).doesNotContain(PostgresServer.PASSWORD);

    LoadReport report = session(target, "load-1", 1).load(dump, OPTIONS);

    assertThat(report.rolesCreated()).containsExactlyInAnyOrder("shop_owner", "shop Writer");
    assertThat(report.rolesKept()).containsExactly("postgres");
    assertThat(report.messages()).isEmpty();
    assertThat(report.databases())
        .extracting(
            LoadedDatabase::name, LoadedDatabase::loadedBefore, LoadedDatabase::replacedKeptAs)
        .containsExactly(tuple(ODD, false, null), tuple("shop", false, null));
    assertThat(target.sql("shop", ShopData.CHECKSUM))
        .isEqualTo(source.sql("shop", ShopData.CHECKSUM));
    assertThat(target.sql("shop", "SELECT count(*) = max(id) FROM app.written")).isEqualTo("t");
    assertThat(written(target)).isBetween(before, after);
    assertThat(target.sql(ODD, "SELECT sum(i) FROM t")).isEqualTo("6");
    assertThat(roles(target)).isEqualTo(roles(source));

    VerifyReport verified =
        session(target, "verify-1", 1)
            .verify(List.of("shop", ODD), new VerifyOptions(true, Duration.ofMinutes(2)));
    assertThat(verified.faults()).isEmpty();
    assertThat(verified.databases())
        .allSatisfy(
            check ->
                assertThat(check.checker())
                    .startsWith("pg_amcheck (PostgreSQL) " + PostgresServer.major()));
    assertThat(verified.databases().getFirst().tables()).isEqualTo(4);
    assertThat(target.sql("shop", "SELECT count(*) FROM pg_extension WHERE extname = 'amcheck'"))
        .isEqualTo("0");
  }

  @Test
  void leavesTheOldDatabaseInPlaceUntilTheFreshOneIsWhole() throws Exception {
    List<StoredDump> dump = StoredDump.of(session(source, "dump-1", 1), dir);
    source.sql(
        "shop",
        "DELETE FROM app.\"Order \"\"1\"\" x\"; ALTER ROLE \"shop Writer\" CONNECTION LIMIT 3");
    Path corrupted = dir.resolve("shop.dump");
    int at = offsetOf(corrupted, " 4321");
    flipByte(corrupted, at + 2);

    assertThatThrownBy(() -> session(source, "load-1", 1).load(dump, OPTIONS))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("SHA-256");
    assertThat(source.sql("shop", "SELECT count(*) FROM app.\"Order \"\"1\"\" x\"")).isEqualTo("0");
    assertThat(source.sql(ODD, "SELECT sum(i) FROM t")).isEqualTo("6");

    flipByte(corrupted, at + 2);
    LoadReport report =
        session(source, "load-1", 2)
            .load(dump, new LoadOptions(true, Duration.ofMinutes(2), () -> {}));

    assertThat(source.sql("shop", "SELECT count(*) FROM app.\"Order \"\"1\"\" x\""))
        .isEqualTo("50000");
    assertThat(report.rolesKept()).contains("shop Writer");
    assertThat(
            source.sql("shop", "SELECT rolconnlimit FROM pg_roles WHERE rolname = 'shop Writer'"))
        .isEqualTo("3");
    String kept = Names.before("shop", new SessionName("load-1", 2));
    assertThat(report.databases().getLast().replacedKeptAs()).isEqualTo(kept);
    assertThat(databases(source))
        .isEqualTo(
            sorted(ODD, Names.before(ODD, new SessionName("load-1", 2)), "postgres", "shop", kept));
    assertThat(session(source, "dump-2", 1).parts())
        .extracting(DumpPart::fileName)
        .hasSize(3)
        .noneMatch(name -> name.contains("_before_"));
  }

  @Test
  void switchesWhileClientsReconnectAllTheTime() throws Exception {
    List<StoredDump> dump = StoredDump.of(session(source, "dump-1", 1), dir);
    Process client =
        new ProcessBuilder(reconnecting())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      session(source, "load-1", 1).load(dump, OPTIONS);
    } finally {
      client.destroyForcibly().waitFor();
    }
    assertThat(databases(source)).isEqualTo(sorted(ODD, "postgres", "shop"));
    assertThat(source.sql("shop", "SELECT count(*) FROM app.customer")).isEqualTo("5000");
  }

  @Test
  void secondAttemptTakesOverFromAKilledOneAndNeverLoadsTwice() throws Exception {
    PostgresServer target = another();
    List<StoredDump> dump = StoredDump.of(session(source, "dump-1", 1), dir);
    DyingShell dying = new DyingShell(target.shell(), 200_000);
    assertThatThrownBy(() -> session(dying, "load-1", 1).load(dump, OPTIONS))
        .isInstanceOf(LoadFailedException.class);
    assertThat(databases(target)).contains(Names.fresh("shop", new SessionName("load-1", 1)));
    assertThat(databases(target)).doesNotContain("shop\n");

    LoadReport second = session(target, "load-1", 2).load(dump, OPTIONS);
    assertThat(second.databases()).noneMatch(LoadedDatabase::loadedBefore);
    assertThat(databases(target)).isEqualTo(sorted(ODD, "postgres", "shop"));

    target.sql("shop", "INSERT INTO app.customer (name) VALUES ('after the restore')");
    LoadReport third = session(target, "load-1", 3).load(dump, OPTIONS);
    assertThat(third.databases()).allMatch(LoadedDatabase::loadedBefore);
    assertThat(target.sql("shop", "SELECT count(*) FROM app.customer")).isEqualTo("5001");

    LoadReport other = session(target, "load-2", 1).load(dump, OPTIONS);
    assertThat(other.databases()).noneMatch(LoadedDatabase::loadedBefore);
    assertThat(target.sql("shop", "SELECT count(*) FROM app.customer")).isEqualTo("5000");
  }

  @Test
  void opensAgainWhatACrashInTheSwitchLeftClosed() throws Exception {
    PostgresServer target = another();
    target.sql("postgres", "CREATE TABLE precious AS SELECT 1 AS i");
    List<StoredDump> dump = StoredDump.of(session(target, "dump-1", 1), dir);
    assertThat(dump.getLast().part()).isEqualTo(new DumpPart.Database("postgres"));
    // As a server that died between the first and the second step of the switch leaves it.
    target.sql(
        "template1",
        "CREATE DATABASE \"%s\"; ALTER DATABASE postgres SET slackwater.closed_by TO 'load-1'; ALTER DATABASE postgres ALLOW_CONNECTIONS false"
            .formatted(Names.fresh("postgres", new SessionName("load-1", 1))));

    session(target, "load-1", 2).load(dump, OPTIONS);

    assertThat(target.sql("postgres", "SELECT i FROM precious")).isEqualTo("1");
    assertThat(databases(target)).isEqualTo("postgres");
  }

  private List<String> reconnecting() {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "while :; do \"$@\" -c 'SELECT pg_sleep(0.05)' || :; done",
                "x",
                "env"));
    source.psql("shop").environment().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("PG"))
        .forEach(entry -> command.add(entry.getKey() + "=" + entry.getValue()));
    command.addAll(source.psql("shop").command());
    return command;
  }

  private Process startWriter() throws IOException {
    Process writer =
        source
            .psql("shop")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    OutputStream input = writer.getOutputStream();
    input.write(
        "INSERT INTO app.written DEFAULT VALUES \\watch 0.01\n".getBytes(StandardCharsets.UTF_8));
    input.flush();
    return writer;
  }

  private static int written(PostgresServer server) throws Exception {
    return Integer.parseInt(server.sql("shop", "SELECT count(*) FROM app.written"));
  }

  private static String roles(PostgresServer server) throws Exception {
    return server.sql(
        "postgres",
        "SELECT rolname, rolcanlogin, rolconnlimit, shobj_description(oid, 'pg_authid'),"
            + " (SELECT array_agg(roleid::regrole) FROM pg_auth_members WHERE member = r.oid),"
            + " (SELECT rolpassword FROM pg_authid a WHERE a.oid = r.oid AND rolname <> 'postgres')"
            + " FROM pg_roles r WHERE rolname !~ '^pg_' ORDER BY 1");
  }

  private static String databases(PostgresServer server) throws Exception {
    return server.sql(
        "template1",
        "SELECT datname FROM pg_database WHERE NOT datistemplate ORDER BY datname COLLATE \"C\"");
  }

  private static String sorted(String... names) {
    return String.join("\n", Stream.of(names).sorted().toList());
  }

  /** Where rows' text lies in a dump: pg_restore itself does not notice a change there. */
  private static int offsetOf(Path file, String text) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static void flipByte(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }
}
