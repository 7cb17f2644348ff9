// SPDX-License-Identifier: Apache-2.0
package io.slackwater.deploy.kafka;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of this module. Exit code 0 when done, 1 when Kafka refused, 2 for usage. */
@Command(
    name = "kafka-topics",
    mixinStandardHelpOptions = true,
    description = "Kafka for Slackwater: topics and dead letters.",
    subcommands = {CreateTopics.class, ListDeadLetters.class, ReplayDeadLetters.class})
public final class Main {

  private Main() {}

  /** Runs one command and ends. */
  public static void main(String[] args) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    System.exit(run(args));
  }

  /** Runs one command; its exit code. */
  public static int run(String... args) {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println(failure.getMessage());
          return 1;
        });
    return line.execute(args);
  }
}
