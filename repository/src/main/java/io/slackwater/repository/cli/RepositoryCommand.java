// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.error.OperationCancelledException;
import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.progress.Control;
import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The command line: parses, runs one command, and turns failures into messages and exit codes. */
public final class RepositoryCommand {

  private static final String VERSION = "slackwater-repository 0.1";
  private static final long SIGNAL_PATIENCE_SECONDS = 20;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  RepositoryCommand(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    RepositoryCommand command = new RepositoryCommand(System.out, System.err, isTerminal());
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
                  command.err.println("did not end in time; its lock may be left behind");
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
    // System.exit asks first whether to log that it was called, which sets up logging: a tenth of a
    // short command's time. All threads left are daemons.
    if (code != ExitCode.OK) {
      System.exit(code);
    }
  }

  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Runs the command and returns its exit code. */
  int run(String... args) {
    List<String> line = List.of(args);
    Output output = new Output(out, err, line.contains("--json"), terminal);
    try {
      return run(line, output);
    } catch (OperationCancelledException e) {
      output.failure(ExitCode.INTERRUPTED, String.valueOf(e.getMessage()));
      return ExitCode.INTERRUPTED;
    } catch (RepositoryException e) {
      int code = ExitCode.of(e);
      output.failure(code, String.valueOf(e.getMessage()));
      return code;
    } catch (Exception e) {
      // The border of the process: what nobody foresaw is shown whole, and is a failure.
      output.failure(ExitCode.FAILURE, "unexpected: " + e);
      e.printStackTrace(err);
      return ExitCode.FAILURE;
    }
  }

  private int run(List<String> line, Output output) throws Exception {
    ArgumentParser parser = new ArgumentParser(line);
    Arguments arguments = parser.parse();
    Command command = parser.command();
    if (arguments.has(GlobalOptions.VERSION)) {
      output.print(VERSION);
      return ExitCode.OK;
    }
    if (arguments.has(GlobalOptions.HELP)) {
      output.print(command == null ? Commands.help() : command.syntax().help());
      return ExitCode.OK;
    }
    if (command == null) {
      throw new UsageException("no command is named; --help tells which there are");
    }
    Syntax syntax = command.syntax();
    int words = arguments.words().size();
    if (words < syntax.fewest() || words > syntax.most()) {
      throw new UsageException(
          "%s takes %s; there are %d parameters"
              .formatted(syntax.name(), syntax.words().isEmpty() ? "none" : syntax.words(), words));
    }
    Control control = new Control(cancelled::get, output.progress());
    return command.run(new Invocation(arguments, new GlobalOptions(arguments), output, control));
  }
}
