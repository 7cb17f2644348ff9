// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real PostgreSQL on a loopback port, in a directory of its own. It ends with this JVM, even a
 * killed one. For one thread.
 */
public final class LocalPostgres implements AutoCloseable {

  /** The superuser, who is also the one that services connect as. */
  public static final String USER = PostgresDirectory.USER;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // The server ends when the pipe to this shell closes, which the kernel does when the JVM dies.
  private static final String GUARD =
      "exec 3<&0; \"$@\" </dev/null & server=$!; "
          + "{ cat <&3 >/dev/null; kill -INT $server; } & wait $server";

  private final PostgresDirectory directory;
  private Process process;

  private LocalPostgres(PostgresDirectory directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  /**
   * Starts a server with empty databases.
   *
   * @param home a directory for its files that does not exist or is empty, and that the user {@code
   *     postgres} can reach when this JVM runs as root
   * @throws SandboxException when PostgreSQL is missing or does not start
   */
  public static LocalPostgres start(Path home, int port, String password, List<String> databases) {
    PostgresDirectory directory = new PostgresDirectory(PostgresTools.find(), home, port, password);
    directory.initialise();
    LocalPostgres server = new LocalPostgres(directory, serve(directory));
    server.awaitReady();
    databases.forEach(directory::createDatabase);
    return server;
  }

  /**
   * Stops the server and starts it again on the same files and port.
   *
   * @param whileStopped what happens in between
   * @throws SandboxException when it does not start again
   */
  public void restart(Runnable whileStopped) {
    close();
    try {
      whileStopped.run();
    } finally {
      process = serve(directory);
      awaitReady();
    }
  }

  /** The JDBC address of a database. */
  public String jdbcUrl(String database) {
    return directory.jdbcUrl(database);
  }

  /** The address of a database for Vert.x' reactive client. */
  public String reactiveUrl(String database) {
    return directory.reactiveUrl(database);
  }

  /** The password of {@link #USER}. */
  public String password() {
    return directory.password();
  }

  /** Runs one statement and returns what psql prints of it, unaligned and without headers. */
  public String query(String database, String sql) {
    return directory.query(database, sql);
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

  private static Process serve(PostgresDirectory directory) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", GUARD, "postgres-guard"));
    command.addAll(directory.serve());
    Path home = directory.home();
    try {
      return new ProcessBuilder(command)
          .directory(home.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("server.log").toFile()))
          .start();
    } catch (IOException e) {
      throw new SandboxException("cannot start PostgreSQL in " + home, e);
    }
  }

  private void awaitReady() {
    boolean settled = Poll.until(PATIENCE, () -> !process.isAlive() || directory.ready());
    if (!settled || !process.isAlive()) {
      close();
      throw new SandboxException(
          "PostgreSQL did not start: see " + directory.home().resolve("server.log"));
    }
  }
}
