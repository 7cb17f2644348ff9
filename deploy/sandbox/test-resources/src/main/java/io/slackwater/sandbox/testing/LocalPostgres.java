// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL on a loopback port, in a directory of its own. It ends with this JVM, even a
 * killed one. For one thread.
 */
public final class LocalPostgres implements AutoCloseable {

  /** The superuser, who is also the one that services connect as. */
  public static final String USER = "slackwater";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // The server ends when the pipe to this shell closes, which the kernel does when the JVM dies.
  private static final String GUARD =
      "exec 3<&0; \"$@\" </dev/null & server=$!; "
          + "{ cat <&3 >/dev/null; kill -INT $server; } & wait $server";

  private final PostgresTools tools;
  private final Path home;
  private final Process process;
  private final int port;
  private final String password;

  private LocalPostgres(
      PostgresTools tools, Path home, Process process, int port, String password) {
    this.tools = tools;
    this.home = home;
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts a server with empty databases.
   *
   * @param home a directory for its files that does not exist or is empty, and that the user {@code
   *     postgres} can reach when this JVM runs as root
   * @throws SandboxException when PostgreSQL is missing or does not start
   */
  public static LocalPostgres start(Path home, int port, String password, List<String> databases) {
    PostgresTools tools = PostgresTools.find();
    try {
      Files.createDirectories(home);
      Path secret = Files.createTempFile(home, "password", "");
      Files.writeString(secret, password);
      own(home);
      own(secret);
      Path data = home.resolve("data");
      run(tools, home, password, "initdb", initialise(data, secret));
      Files.delete(secret);
      List<String> command = new ArrayList<>(List.of("sh", "-c", GUARD, "postgres-guard"));
      command.addAll(tools.command("postgres", serve(data, port)));
      Process process =
          new ProcessBuilder(command)
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("server.log").toFile())
              .start();
      LocalPostgres server = new LocalPostgres(tools, home, process, port, password);
      server.awaitReady();
      databases.forEach(server::createDatabase);
      return server;
    } catch (IOException e) {
      throw new SandboxException("cannot start PostgreSQL in " + home, e);
    }
  }

  /** The JDBC address of a database. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** The address of a database for Vert.x' reactive client. */
  public String reactiveUrl(String database) {
    return "postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** The password of {@link #USER}. */
  public String password() {
    return password;
  }

  /** Runs one statement and returns what psql prints of it, unaligned and without headers. */
  public String query(String database, String sql) {
    return run(
            tools,
            home,
            password,
            "psql",
            List.of(
                "-X",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                "127.0.0.1",
                "-p",
                "" + port,
                "-U",
                USER,
                "-d",
                database,
                "-c",
                sql))
        .strip();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!Poll.until(PATIENCE, () -> !process.isAlive())) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    process.onExit().join();
  }

  private void createDatabase(String name) {
    query("postgres", "create database " + name);
  }

  private static List<String> initialise(Path data, Path password) {
    return List.of(
        "-D",
        data.toString(),
        "-U",
        USER,
        "-A",
        "scram-sha-256",
        "--pwfile=" + password,
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync");
  }

  private static List<String> serve(Path data, int port) {
    return List.of(
        "-D",
        data.toString(),
        "-p",
        String.valueOf(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "shared_buffers=32MB",
        "-c",
        "fsync=off");
  }

  private void awaitReady() {
    Path postmaster = home.resolve("data").resolve("postmaster.pid");
    boolean settled =
        Poll.until(PATIENCE, () -> !process.isAlive() || contains(postmaster, "ready"));
    if (!settled || !process.isAlive()) {
      close();
      throw new SandboxException("PostgreSQL did not start: see " + home.resolve("server.log"));
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.exists(file) && Files.readString(file).contains(text);
    } catch (IOException e) {
      return false; // being written: asked again
    }
  }

  private static void own(Path path) throws IOException {
    if (PostgresTools.root()) {
      UserPrincipal owner =
          path.getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName(PostgresTools.USER);
      Files.setOwner(path, owner);
    }
    String mode = Files.isDirectory(path) ? "rwx------" : "rw-------";
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static String run(
      PostgresTools tools, Path home, String password, String program, List<String> arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(tools.command(program, arguments))
            .directory(home.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(Map.of("PGPASSWORD", password));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new SandboxException(program + " failed: " + said.strip());
      }
      return said;
    } catch (IOException e) {
      throw new SandboxException("cannot run " + program, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while " + program + " ran", e);
    }
  }
}
