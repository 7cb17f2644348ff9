// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import java.util.List;

/** The commands there are. */
final class Commands {

  private static final List<String> NAMES =
      List.of(
          "init",
          "backup",
          "snapshots",
          "ls",
          "dump",
          "restore",
          "check",
          "forget",
          "prune",
          "unlock",
          "stats",
          "key");

  private Commands() {}

  /**
   * Returns a command; the others' classes are not even loaded.
   *
   * @throws UsageException if there is none of that name
   */
  static Command named(String name) {
    return switch (name) {
      case "init" -> new InitCommand();
      case "backup" -> new BackupCommand();
      case "snapshots" -> new SnapshotsCommand();
      case "ls" -> new ListCommand();
      case "dump" -> new DumpCommand();
      case "restore" -> new RestoreCommand();
      case "check" -> new CheckCommand();
      case "forget" -> new ForgetCommand();
      case "prune" -> new PruneCommand();
      case "unlock" -> new UnlockCommand();
      case "stats" -> new StatsCommand();
      case "key" -> new KeyCommand();
      case "train" -> new TrainCommand();
      default ->
          throw new UsageException(
              "unknown command: %s; there are %s".formatted(name, String.join(", ", NAMES)));
    };
  }

  /** Returns the help about all of them. */
  static String help() {
    StringBuilder text =
        new StringBuilder(
            """
            usage: slackwater-repository COMMAND [options]

            Backup repositories in the restic format: deduplicated, compressed, encrypted.

            """);
    for (String name : NAMES) {
      text.append("  %-10s %s%n".formatted(name, named(name).syntax().description()));
    }
    text.append('\n');
    GlobalOptions.ALL.forEach(option -> text.append(option.help()));
    return text.append("\nCOMMAND --help tells a command's own options.\n").toString();
  }
}
