// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.error.OperationCancelledException;
import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.progress.Control;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line: parses, runs one command, and turns failures into messages and exit codes. */
@Command(
    name = "slackwater-repository",
    mixinStandardHelpOptions = true,
    version = "slackwater-repository 0.1",
    description = "Backup repositories in the restic format: deduplicated, compressed, encrypted.")
public final class RepositoryCommand {

  private static final long SIGNAL_PATIENCE_SECONDS = 20;

  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("init", InitCommand.class);
    COMMANDS.put("backup", BackupCommand.class);
    COMMANDS.put("snapshots", SnapshotsCommand.class);
    COMMANDS.put("ls", ListCommand.class);
    COMMANDS.put("dump", DumpCommand.class);
    COMMANDS.put("restore", RestoreCommand.class);
    COMMANDS.put("check", CheckCommand.class);
    COMMANDS.put("forget", ForgetCommand.class);
    COMMANDS.put("prune", PruneCommand.class);
    COMMANDS.put("unlock", UnlockCommand.class);
    COMMANDS.put("stats", StatsCommand.class);
    COMMANDS.put("key", KeyCommand.class);
    COMMANDS.put("train", TrainCommand.class);
  }

  @Mixin private final GlobalOptions options = new GlobalOptions();

  private final PrintStream out;
  private final PrintStream err;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  RepositoryCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    RepositoryCommand command = new RepositoryCommand(System.out, System.err);
    CountDownLatch ended = new CountDownLatch(1);
    // A signal cancels; the process then waits until locks are released.
    Thread cancel =
        new Thread(
            () -> {
              command.cancelled.set(true);
              try {
                // A command that waits for its input does not notice; it is ended without cleaning
                // up.
                if (!ended.await(SIGNAL_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                  command.output().warn("did not end in time; its lock may be left behind");
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(cancel);
    int code;
    try {
      code = command.run(args);
    } finally {
      ended.countDown();
    }
    System.exit(code);
  }

  /** Runs the command and returns its exit code. */
  int run(String... args) {
    CommandLine line = new CommandLine(this);
    // Looking at every command's options takes a tenth of a second that a mover can spare.
    Set<String> named = new LinkedHashSet<>(COMMANDS.keySet());
    named.retainAll(List.of(args));
    (named.isEmpty() ? COMMANDS.keySet() : named)
        .forEach(name -> line.addSubcommand(name, COMMANDS.get(name)));
    line.setExecutionExceptionHandler((e, commandLine, parsed) -> handle(e));
    line.setParameterExceptionHandler(
        (e, parsed) -> {
          output().failure(ExitCode.USAGE, String.valueOf(e.getMessage()));
          return ExitCode.USAGE;
        });
    return line.execute(args);
  }

  GlobalOptions options() {
    return options;
  }

  Output output() {
    return new Output(out, err, options.json());
  }

  Control control(Output output) {
    return new Control(cancelled::get, output.progress());
  }

  private int handle(Exception e) throws Exception {
    if (e instanceof OperationCancelledException) {
      output().failure(ExitCode.INTERRUPTED, String.valueOf(e.getMessage()));
      return ExitCode.INTERRUPTED;
    }
    if (e instanceof RepositoryException failure) {
      int code = ExitCode.of(failure);
      output().failure(code, String.valueOf(failure.getMessage()));
      return code;
    }
    output().failure(ExitCode.FAILURE, "unexpected: " + e);
    e.printStackTrace(err);
    return ExitCode.FAILURE;
  }
}
