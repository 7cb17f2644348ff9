// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.exec.LocalPodShell;
import io.slackwater.dataservices.exec.PodShell;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A server with several databases, in one of which a writer adds a row all the time. */
final class HeldShop implements AutoCloseable {

  /** One for all suites that have it as a parameter. */
  static final class Extension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == HeldShop.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(HeldShop.class))
          .computeIfAbsent(HeldShop.class, any -> new HeldShop(), HeldShop.class);
    }
  }

  /** Of suites that hold: one at a time. */
  static final String LOCK = "held shop";

  private static final AtomicInteger HOLDS = new AtomicInteger();

  private final PostgresServer server;
  private final String mark = UUID.randomUUID().toString();
  private Process writer;

  private HeldShop() {
    try {
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
    } catch (Exception e) {
      throw new IllegalStateException("the server of the test did not start", e);
    }
  }

  /** Begins with few rows, and names a new hold. */
  String write() throws Exception {
    writer.destroyForcibly().waitFor();
    server.sql("shop", "TRUNCATE written");
    writer = startWriter();
    Awaitility.await().until(() -> written() > 20);
    return "hold-" + HOLDS.incrementAndGet();
  }

  /** Neither in the server nor as a process. */
  void assertNothingIsLeftOf(String hold) {
    Awaitility.await()
        .untilAsserted(() -> assertThat(sessions("slackwater:" + hold + ":%")).isZero());
    Awaitility.await().untilAsserted(() -> assertThat(processes().toList()).isEmpty());
  }

  @Override
  public void close() throws Exception {
    writer.destroyForcibly().waitFor();
    server.close();
  }

  PostgresServer server() {
    return server;
  }

  DataServiceSession session(PodShell shell) {
    return PostgresqlRoundTripIT.session(shell, "task", 1);
  }

  /** Like the server's own, with a mark by which all processes of these suites are found. */
  PodShell shell() {
    Map<String, String> environment = new HashMap<>(server.environment());
    environment.put("SLACKWATER_TEST", mark);
    return new LocalPodShell(environment);
  }

  /** The longest pause of the writer is what its rows say, not when this looks. */
  void assertWritersGoOn(Duration bound) throws Exception {
    int barred = written();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> written() > barred + 5);
    String pause =
        server.sql(
            "shop",
            "SELECT (1000 * max(extract(epoch FROM pause)))::bigint FROM (SELECT at - lag(at) OVER (ORDER BY at) pause FROM written) p");
    assertThat(Duration.ofMillis(Long.parseLong(pause))).isLessThanOrEqualTo(bound);
  }

  private Process startWriter() throws IOException {
    Process process = psql();
    say(process, "INSERT INTO written DEFAULT VALUES \\watch 0.01\n");
    return process;
  }

  Process idleInTransaction(String statement) throws IOException {
    Process process = psql();
    say(process, "BEGIN; " + statement + ";\n");
    Awaitility.await()
        .until(() -> count("state = 'idle in transaction' AND application_name = 'test'") == 1);
    return process;
  }

  private Process psql() throws IOException {
    return server
        .psql("shop")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  static void say(Process process, String text) {
    try {
      OutputStream input = process.getOutputStream();
      input.write(text.getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int written() throws Exception {
    return Integer.parseInt(server.sql("shop", "SELECT count(*) FROM written"));
  }

  int sessions(String like) throws Exception {
    return count("application_name LIKE '" + like + "'");
  }

  int waiting(String application) throws Exception {
    return count("wait_event_type = 'Lock' AND application_name = '" + application + "'");
  }

  private int count(String condition) throws Exception {
    return Integer.parseInt(
        server.sql("postgres", "SELECT count(*) FROM pg_stat_activity WHERE " + condition));
  }

  /** The shell that exec started, which is this process's child here. */
  ProcessHandle shellInThePod() {
    return ProcessHandle.current().children().filter(this::marked).findFirst().orElseThrow();
  }

  /** Of all sessions of these suites that run, whoever their parent is by now. */
  Stream<ProcessHandle> processes() {
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

  static void signal(String name, Stream<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes.toList()) {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
          .start()
          .waitFor(10, TimeUnit.SECONDS);
    }
  }
}
