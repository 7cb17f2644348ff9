// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Backends;
import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.backend.s3.S3Access;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.store.ClientContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every command takes, from options or the environment. */
final class GlobalOptions {

  private static final Option REPOSITORY =
      Option.of(
          'r',
          "repo",
          "REPOSITORY",
          "The repository: a path, or s3:http://host:port/bucket/prefix (RESTIC_REPOSITORY).");
  private static final Option PASSWORD_FILE =
      Option.of(
          'p',
          "password-file",
          "FILE",
          "The file that holds the password (RESTIC_PASSWORD_FILE, else RESTIC_PASSWORD).");
  private static final Option JSON = Option.flag("json", "Writes one JSON object a line.");
  private static final Option RETRY_LOCK =
      Option.of(
          "retry-lock",
          "SECONDS",
          "How long to wait for a lock that somebody else holds (default: not at all).");
  private static final Option LOCK_HOST =
      Option.of(
          "lock-host",
          "NAME",
          "The host name in locks (SLACKWATER_LOCK_HOST; default: HOSTNAME, else one of its own per run).");

  static final Option HELP = Option.flag('h', "help", "Shows what there is.");
  static final Option VERSION = Option.flag('V', "version", "Shows the version.");

  static final List<Option> ALL =
      List.of(REPOSITORY, PASSWORD_FILE, JSON, RETRY_LOCK, LOCK_HOST, HELP, VERSION);

  private final Arguments arguments;

  GlobalOptions(Arguments arguments) {
    this.arguments = arguments;
  }

  Repository open() {
    return Repository.open(backend(), client(), password());
  }

  Backend backend() {
    String given = arguments.last(REPOSITORY);
    String wanted = given == null ? environment("RESTIC_REPOSITORY") : given;
    if (wanted == null) {
      throw new UsageException("no repository is named: use --repo or set RESTIC_REPOSITORY");
    }
    String region = environment("AWS_DEFAULT_REGION");
    return Backends.open(
        RepositoryLocation.parse(wanted),
        S3Access.fromEnvironment(region == null ? S3Access.DEFAULT_REGION : region));
  }

  ClientContext client() {
    String option = arguments.last(LOCK_HOST);
    String given = option == null ? environment("SLACKWATER_LOCK_HOST") : option;
    return ClientContext.of(given == null ? lockHostOfThisRun() : given)
        .withLockWait(Duration.ofSeconds(arguments.number(RETRY_LOCK, 0)));
  }

  /**
   * A container's HOSTNAME (a pod's name) belongs to no other living one; elsewhere a name is made
   * up.
   */
  private static String lockHostOfThisRun() {
    String container = environment("HOSTNAME");
    if (container != null) {
      return container;
    }
    return hostname() + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  static String hostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A host without a resolvable name still has to be called something.
      return "localhost";
    }
  }

  Password password() {
    String file = environment("RESTIC_PASSWORD_FILE");
    String passwordFile = arguments.last(PASSWORD_FILE);
    if (passwordFile != null) {
      return read(Path.of(passwordFile));
    }
    if (file != null) {
      return read(Path.of(file));
    }
    String password = environment("RESTIC_PASSWORD");
    if (password == null) {
      throw new UsageException(
          "no password is given: use --password-file or set RESTIC_PASSWORD_FILE or RESTIC_PASSWORD");
    }
    return Password.of(password);
  }

  /** Reads a password as restic does: without surrounding white space. */
  static Password read(Path file) {
    try {
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw new UsageException("the password file is empty: " + file);
      }
      return Password.of(text);
    } catch (IOException e) {
      throw new UsageException("cannot read the password file %s: %s".formatted(file, e));
    }
  }

  private static @Nullable String environment(String name) {
    String value = System.getenv(name);
    return value == null || value.isEmpty() ? null : value;
  }
}
