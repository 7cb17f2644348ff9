// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import io.slackwater.dataservices.exec.LocalPodShell;
import io.slackwater.dataservices.exec.PodShell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PostgreSQL of this machine, with a directory, a socket and a free port of its own. */
final class PostgresServer implements AutoCloseable {

  static final String PASSWORD = "test-only";

  private static final Path INSTALLED = newest();

  private final Path directory;
  private final int port;

  private PostgresServer(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  /** Of the versions that are installed, as the pods of the tests would find them. */
  private static Path newest() {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .filter(version -> version.getFileName().toString().matches("\\d+"))
          .max(Comparator.comparingInt(PostgresServer::number))
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("install PostgreSQL: apt-get install postgresql", e);
    }
  }

  private static int number(Path version) {
    return Integer.parseInt(version.getFileName().toString());
  }

  /** The major version of server and tools. */
  static int major() {
    return number(INSTALLED);
  }

  /** A fresh one, whose superuser has a password that local connections need as well. */
  static PostgresServer start() throws Exception {
    PostgresServer server = make();
    Path password = server.directory.resolve("password");
    Files.writeString(password, PASSWORD);
    server.tool(
        "initdb",
        "-D",
        server.data(),
        "-U",
        "postgres",
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync");
    Files.delete(password);
    Files.writeString(
        Path.of(server.data(), "postgresql.auto.conf"),
        "fsync=off\nwal_level=replica\nmax_wal_senders=4\nhot_standby=on\n");
    server.up();
    return server;
  }

  /** A streaming replica of another one. */
  static PostgresServer replicaOf(PostgresServer primary) throws Exception {
    PostgresServer server = make();
    server.tool(
        "pg_basebackup",
        "-D",
        server.data(),
        "-R",
        "--no-sync",
        "--checkpoint=fast",
        "-d",
        "host=127.0.0.1 port=" + primary.port + " user=postgres password=" + PASSWORD);
    server.up();
    return server;
  }

  private static PostgresServer make() throws Exception {
    Path directory = Files.createTempDirectory(Path.of("/tmp"), "slackwater-pg");
    if (root()) {
      run(List.of("chown", "postgres:postgres", directory.toString()));
    }
    try (ServerSocket free = new ServerSocket(0)) {
      return new PostgresServer(directory, free.getLocalPort());
    }
  }

  private void up() throws Exception {
    tool(
        "pg_ctl",
        "start",
        "-w",
        "-t",
        "60",
        "-D",
        data(),
        "-l",
        directory.resolve("log").toString(),
        "-o",
        "-p " + port + " -k " + directory + " -c listen_addresses=127.0.0.1");
  }

  Path dataFile(String relative) {
    return Path.of(data(), relative);
  }

  void restart() throws Exception {
    tool("pg_ctl", "stop", "-w", "-m", "fast", "-D", data());
    up();
  }

  /** As when power fails: nothing that was not committed survives. */
  void crash() throws Exception {
    tool("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data());
    up();
  }

  /**
   * Environment of a container of the official image; the client script finds socket and port by
   * it.
   */
  Map<String, String> environment() {
    return Map.of(
        "POSTGRES_USER",
        "postgres",
        "POSTGRES_PASSWORD",
        PASSWORD,
        "PGPORT",
        String.valueOf(port),
        "PGHOST",
        directory.toString());
  }

  PodShell shell() {
    return new LocalPodShell(environment());
  }

  /** A client process of the test's own. */
  ProcessBuilder psql(String database) {
    ProcessBuilder builder =
        new ProcessBuilder(
            INSTALLED.resolve("bin/psql").toString(),
            "-XqAtw",
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            Sql.connection(database));
    builder.environment().put("PGPASSWORD", PASSWORD);
    builder.environment().put("PGUSER", "postgres");
    builder.environment().put("PGHOST", directory.toString());
    builder.environment().put("PGPORT", String.valueOf(port));
    builder.environment().put("PGAPPNAME", "test");
    return builder;
  }

  /** Another of the client tools; returns what it wrote. */
  String client(String program, String... arguments) throws Exception {
    ProcessBuilder builder = psql("postgres").redirectErrorStream(true);
    List<String> command =
        new ArrayList<>(List.of(INSTALLED.resolve("bin").resolve(program).toString()));
    command.addAll(Arrays.asList(arguments));
    return finished(builder.command(command).start(), program);
  }

  /** Runs SQL and returns what it printed. */
  String sql(String database, String sql) throws Exception {
    ProcessBuilder builder = psql(database).redirectErrorStream(true);
    Path input = Files.createTempFile(directory, "in", ".sql");
    Files.writeString(input, sql);
    Process process = builder.redirectInput(input.toFile()).start();
    return finished(process, sql);
  }

  private void tool(String name, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(INSTALLED.resolve("bin").resolve(name).toString());
    command.addAll(Arrays.asList(arguments));
    run(command);
  }

  private static void run(List<String> command) throws Exception {
    Path output = Files.createTempFile("slackwater-tool", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/tmp").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(command + ": " + Files.readString(output));
      }
    } finally {
      Files.delete(output);
    }
  }

  private static String finished(Process process, String what) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(what + ": " + output);
    }
    return output.strip();
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  @Override
  public void close() throws Exception {
    if (Files.notExists(directory)) {
      return;
    }
    if (Files.exists(Path.of(data(), "postmaster.pid"))) {
      tool("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data());
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
