// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.dataservices.exec.LocalPodShell;
import io.slackwater.dataservices.exec.PodShell;
import io.slackwater.dataservices.hold.BarredDatabase;
import io.slackwater.dataservices.hold.Barrier;
import io.slackwater.dataservices.hold.BarrierLostException;
import io.slackwater.dataservices.hold.BarrierRefusedException;
import io.slackwater.dataservices.hold.BarrierRequest;
import io.slackwater.dataservices.hold.DeafShell;
import io.slackwater.dataservices.hold.Release;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Writers of a real server, barred, and what ends it when somebody dies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlBarrierIT {

  private static final Duration MAX_HOLD = Duration.ofSeconds(5);
  private static final Duration RAISE = Duration.ofSeconds(3);

  private final PostgresServer server;
  private final String mark = UUID.randomUUID().toString();
  private final AtomicInteger holds = new AtomicInteger();
  private String hold = "";
  private Process writer;

  PostgresqlBarrierIT() throws Exception {
    server = PostgresServer.start();
    server.sql("postgres", "CREATE DATABASE shop; CREATE DATABASE \"odd 'name'\"");
    server.sql(
        "shop",
        """
        CREATE TABLE written (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp());
        CREATE TABLE a (i int);
        CREATE TABLE b (i int);
        CREATE TABLE parted (i int) PARTITION BY RANGE (i);
        CREATE TABLE part PARTITION OF parted FOR VALUES FROM (0) TO (10);
        SELECT lo_create(4711);
        """);
    writer = startWriter();
  }

  @BeforeEach
  void write() throws Exception {
    hold = "hold-" + holds.incrementAndGet();
    writer.destroyForcibly().waitFor();
    server.sql("shop", "TRUNCATE written");
    writer = startWriter();
    Awaitility.await().until(() -> written() > 20);
  }

  @AfterEach
  void nothingIsLeft() {
    Awaitility.await()
        .untilAsserted(() -> assertThat(sessions("slackwater:" + hold + ":%")).isZero());
    Awaitility.await().untilAsserted(() -> assertThat(processes().toList()).isEmpty());
  }

  @AfterAll
  void stop() throws Exception {
    writer.destroyForcibly().waitFor();
    server.close();
  }

  private Barrier raise(PodShell shell, Duration maxHold) {
    return raise(shell, maxHold, RAISE);
  }

  private Barrier raise(PodShell shell, Duration maxHold, Duration timeout) {
    return PostgresqlRoundTripIT.session(shell, "task", 1)
        .raise(new BarrierRequest(hold, maxHold, timeout));
  }

  /** Like the server's own, with a mark by which all processes of this test are found. */
  private PodShell shell() {
    Map<String, String> environment = new HashMap<>(server.environment());
    environment.put("SLACKWATER_TEST", mark);
    return new LocalPodShell(environment);
  }

  private Barrier raise() {
    return raise(shell(), MAX_HOLD);
  }

  @Test
  void barsEveryWriterOfEveryDatabaseUntilItIsThawed() throws Exception {
    PostgresqlRoundTripIT.session(server, "task", 1).flush(Duration.ofMinutes(1));
    try (Barrier barrier = raise(shell(), Duration.ofSeconds(30))) {
      int before = written();
      assertThat(barrier.databases())
          .extracting(BarredDatabase::database)
          .containsExactly("odd 'name'", "postgres", "shop");
      for (String statement :
          List.of(
              "INSERT INTO a VALUES (1)",
              "DELETE FROM b",
              "INSERT INTO parted VALUES (1)",
              "UPDATE part SET i = 2",
              "TRUNCATE a",
              "ALTER TABLE a ADD COLUMN j int",
              "CREATE TABLE c (i int)",
              "CREATE SCHEMA s",
              "SELECT lo_create(0)",
              "SELECT lo_put(4711, 0, 'x')",
              "CREATE DATABASE another")) {
        assertBarred("shop", statement);
      }
      assertBarred("odd 'name'", "CREATE TABLE c (i int)");
      assertThat(server.sql("shop", "SELECT count(*) FROM a WHERE i = 1")).isEqualTo("0");
      assertThat(barrier.ping().held()).isPositive();
      assertThat(written()).isEqualTo(before);

      Release release = barrier.thaw();

      assertThat(release.held()).isPositive().isLessThan(Duration.ofSeconds(30));
    }
    assertWritersGoOn(Duration.ofSeconds(30));
  }

  private void assertBarred(String database, String statement) {
    assertThatThrownBy(() -> server.sql(database, "SET lock_timeout TO '50ms';\n" + statement))
        .as(statement)
        .hasMessageContaining("lock timeout");
  }

  @Test
  void exportsASnapshotOfTheCutForTheDump() throws Exception {
    try (Barrier barrier = raise(shell(), Duration.ofSeconds(30))) {
      BarredDatabase shop = barrier.databases().getLast();
      int cut = written();
      String dump =
          server.client(
              "pg_dump",
              "--snapshot=" + shop.snapshot(),
              "--data-only",
              "--table=written",
              "--dbname=shop");
      barrier.thaw();

      assertThat(dump.lines().filter(line -> line.matches("\\d+\t.*"))).hasSize(cut);
    }
  }

  @Test
  void saysWhoKeepsItFromBeingRaisedAndBarsNobody() throws Exception {
    Process busy = idleInTransaction("UPDATE a SET i = 0");
    try {
      assertThatThrownBy(this::raise)
          .isInstanceOf(BarrierRefusedException.class)
          .hasMessageContaining("database shop is still written to: a (RowExclusiveLock) by pid")
          .hasMessageContaining("application_name 'test'")
          .hasMessageContaining("idle in transaction");
      assertThatCode(() -> server.sql("shop", "INSERT INTO b VALUES (1)"))
          .doesNotThrowAnyException();
    } finally {
      busy.destroyForcibly().waitFor();
    }
  }

  @Test
  void givesWayToAWriterThatWouldDeadlockWithIt() throws Exception {
    Process crossing = idleInTransaction("INSERT INTO b VALUES (7)");
    Thread later =
        Thread.ofVirtual()
            .start(
                () -> {
                  Awaitility.await().until(() -> waiting("slackwater:" + hold + ":barrier") > 0);
                  say(crossing, "INSERT INTO a VALUES (7); COMMIT;\n");
                });
    try (Barrier barrier = raise(shell(), Duration.ofSeconds(60), Duration.ofSeconds(30))) {
      barrier.thaw();
    }
    later.join();
    assertThat(server.sql("shop", "SELECT count(*) FROM a WHERE i = 7")).isEqualTo("1");
    crossing.destroyForcibly().waitFor();
  }

  @Test
  void endsAtTheLongestHoldThoughItIsPinged() throws Exception {
    try (Barrier barrier = raise()) {
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(barrier::ping)
                      .isInstanceOf(BarrierLostException.class)
                      .hasMessageContaining("shop/db-0[postgres]"));
      assertThatThrownBy(barrier::thaw).isInstanceOf(BarrierLostException.class);
      assertWritersGoOn(MAX_HOLD.plusSeconds(1));
    }
  }

  @Test
  void endsWhenNoPingComes() throws Exception {
    DeafShell deaf = new DeafShell(shell());
    try (Barrier barrier = raise(deaf, Duration.ofSeconds(60))) {
      assertThat(barrier.ping().held()).isPositive();
      deaf.silence();
      assertWritersGoOn(Duration.ofSeconds(6));
    }
  }

  @Test
  void endsWhenTheClientGoesAway() throws Exception {
    Barrier barrier = raise(shell(), Duration.ofSeconds(60));
    assertThat(barrier.ping().held()).isPositive();
    barrier.close();
    assertWritersGoOn(Duration.ofSeconds(5));
  }

  @Test
  void endsWhenTheShellIsKilled() throws Exception {
    endsAfter(() -> session().destroyForcibly());
  }

  @Test
  void endsWhenEveryProcessInThePodIsKilled() throws Exception {
    endsAfter(() -> processes().toList().forEach(ProcessHandle::destroyForcibly));
  }

  @Test
  void endsWhenTheShellIsStopped() throws Exception {
    endsAfter(() -> signal("STOP", Stream.of(session())));
    signal("KILL", processes());
  }

  @Test
  void theServerEndsItWhenEveryProcessInThePodIsStopped() throws Exception {
    endsAfter(() -> signal("STOP", processes()));
    signal("KILL", processes());
  }

  @Test
  void noticesThatTheServerEndedASession() throws Exception {
    try (Barrier barrier = raise()) {
      int session = barrier.databases().getFirst().session();
      server.sql("postgres", "SELECT pg_terminate_backend(" + session + ")");
      assertThatThrownBy(barrier::ping)
          .isInstanceOf(BarrierLostException.class)
          .hasMessageContaining("terminating connection");
      assertWritersGoOn(MAX_HOLD.plusSeconds(1));
    }
  }

  private interface Fault {
    void happen() throws Exception;
  }

  private void endsAfter(Fault fault) throws Exception {
    try (Barrier barrier = raise()) {
      assertThat(barrier.ping().held()).isPositive();
      fault.happen();
      assertWritersGoOn(MAX_HOLD.plusSeconds(1));
      assertThatThrownBy(barrier::ping).isInstanceOf(BarrierLostException.class);
    }
  }

  /** The longest pause of the writer is what its rows say, not when this looks. */
  private void assertWritersGoOn(Duration bound) throws Exception {
    int barred = written();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> written() > barred + 5);
    String pause =
        server.sql(
            "shop",
            "SELECT (1000 * max(extract(epoch FROM pause)))::bigint FROM (SELECT at - lag(at) OVER (ORDER BY at) pause FROM written) p");
    assertThat(Duration.ofMillis(Long.parseLong(pause))).isLessThanOrEqualTo(bound);
  }

  private Process startWriter() throws IOException {
    Process process =
        server
            .psql("shop")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    say(process, "INSERT INTO written DEFAULT VALUES \\watch 0.01\n");
    return process;
  }

  private Process idleInTransaction(String statement) throws IOException {
    Process process =
        server
            .psql("shop")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    say(process, "BEGIN; " + statement + ";\n");
    Awaitility.await()
        .until(
            () ->
                server
                    .sql(
                        "postgres",
                        "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND application_name = 'test'")
                    .equals("1"));
    return process;
  }

  private static void say(Process process, String text) {
    try {
      OutputStream input = process.getOutputStream();
      input.write(text.getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int written() throws Exception {
    return Integer.parseInt(server.sql("shop", "SELECT count(*) FROM written"));
  }

  private int sessions(String like) throws Exception {
    return count("application_name LIKE '" + like + "'");
  }

  private int waiting(String application) throws Exception {
    return count("wait_event_type = 'Lock' AND application_name = '" + application + "'");
  }

  private int count(String condition) throws Exception {
    return Integer.parseInt(
        server.sql("postgres", "SELECT count(*) FROM pg_stat_activity WHERE " + condition));
  }

  /** The shell that exec started, which is this process's child here. */
  private ProcessHandle session() {
    return ProcessHandle.current().children().filter(this::marked).findFirst().orElseThrow();
  }

  /** Of all sessions of this test that run, whoever their parent is by now. */
  private Stream<ProcessHandle> processes() {
    return ProcessHandle.allProcesses().filter(this::marked);
  }

  private boolean marked(ProcessHandle process) {
    try {
      return Files.readString(
              Path.of("/proc", String.valueOf(process.pid()), "environ"),
              StandardCharsets.ISO_8859_1)
          .contains("SLACKWATER_TEST=" + mark);
    } catch (IOException e) {
      return false;
    }
  }

  private static void signal(String name, Stream<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes.toList()) {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
          .start()
          .waitFor(10, TimeUnit.SECONDS);
    }
  }
}
