// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;

/**
 * The directory of a PostgreSQL server, and the commands that serve and ask it. Thread-safe.
 *
 * @param home the server's directory, reachable for the user {@code postgres} when this JVM is root
 * @param port its port on the loopback address
 * @param password that of the superuser
 */
public record PostgresDirectory(PostgresTools tools, Path home, int port, String password) {

  /** The superuser, who is also the one that services connect as. */
  public static final String USER = "slackwater";

  /** Hides the password. */
  @Override
  public String toString() {
    return "PostgresDirectory[" + home + "]";
  }

  /**
   * Makes the server's files.
   *
   * @throws SandboxException when initdb fails
   */
  public void initialise() {
    try {
      Files.createDirectories(home);
      own(home);
      Path secret = Files.createTempFile(home, "password", "");
      Files.writeString(secret, password);
      own(secret);
      run("initdb", initdb(secret));
      Files.delete(secret);
    } catch (IOException e) {
      throw new SandboxException("cannot make a PostgreSQL directory in " + home, e);
    }
  }

  /** The command line of the server, which stays in the foreground. */
  public List<String> serve() {
    return tools.command(
        "postgres",
        List.of(
            "-D",
            data().toString(),
            "-p",
            String.valueOf(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "shared_buffers=32MB",
            "-c",
            "fsync=off"));
  }

  /** Whether the server takes connections. */
  public boolean ready() {
    Path postmaster = data().resolve("postmaster.pid");
    try {
      return Files.exists(postmaster) && Files.readString(postmaster).contains("ready");
    } catch (IOException e) {
      return false; // being written: asked again
    }
  }

  /** Makes an empty database. */
  public void createDatabase(String name) {
    query("postgres", "create database " + name);
  }

  /** Runs one statement and returns what psql prints of it, unaligned and without headers. */
  public String query(String database, String sql) {
    return run(
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

  /** The JDBC address of a database. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** The address of a database for Vert.x' reactive client. */
  public String reactiveUrl(String database) {
    return "postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  private Path data() {
    return home.resolve("data");
  }

  private List<String> initdb(Path secret) {
    return List.of(
        "-D",
        data().toString(),
        "-U",
        USER,
        "-A",
        "scram-sha-256",
        "--pwfile=" + secret,
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync");
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

  private String run(String program, List<String> arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(tools.command(program, arguments))
            .directory(home.toFile())
            .redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", password);
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
