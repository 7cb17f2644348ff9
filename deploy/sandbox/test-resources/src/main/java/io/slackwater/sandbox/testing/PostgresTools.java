// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs as the system has them, and the user to run them as. Immutable.
 *
 * @param bin the directory of initdb, postgres and psql
 * @param version the major version
 */
public record PostgresTools(Path bin, int version) {

  /** The user that PostgreSQL's packages make; the server refuses to run as root. */
  static final String USER = "postgres";

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  /**
   * The newest installed.
   *
   * @throws SandboxException when there is none
   */
  public static PostgresTools find() {
    return installed()
        .orElseThrow(
            () ->
                new SandboxException(
                    "PostgreSQL is missing: no %s/*/bin/initdb. Install it (Debian: apt-get install postgresql), or run deploy/sandbox/install"
                        .formatted(DEBIAN)));
  }

  private static Optional<PostgresTools> installed() {
    if (!Files.isDirectory(DEBIAN)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions
          .filter(directory -> directory.getFileName().toString().matches("\\d+"))
          .map(
              directory ->
                  new PostgresTools(
                      directory.resolve("bin"),
                      Integer.parseInt(directory.getFileName().toString())))
          .filter(tools -> Files.isExecutable(tools.bin().resolve("initdb")))
          .max(Comparator.comparingInt(PostgresTools::version));
    } catch (IOException e) {
      throw new SandboxException("cannot look for PostgreSQL in " + DEBIAN, e);
    }
  }

  /** A command line of one of the programs, under PostgreSQL's own user when this is root. */
  List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(
          List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }
}
