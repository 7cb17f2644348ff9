// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import io.slackwater.sandbox.testing.Poll;
import io.slackwater.sandbox.testing.SandboxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One server of the sandbox, a process of its own. Started and stopped by one thread at a time; any
 * may kill.
 */
final class Server {

  private static final Duration STOP = Duration.ofSeconds(25);
  private static final int TOLD = 15;

  private final ServerPlan plan;
  private final ProcessRegister register;
  private volatile @Nullable Process process;

  Server(ServerPlan plan, ProcessRegister register) {
    this.plan = plan;
    this.register = register;
  }

  String name() {
    return plan.name();
  }

  boolean alive() {
    return process != null && process.isAlive();
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @throws SandboxException with the end of its log when it is not ready in time
   */
  void start() {
    launch();
    awaitReady();
  }

  /** Starts it; {@link #awaitReady} waits. */
  void launch() {
    ProcessBuilder builder =
        new ProcessBuilder(plan.command())
            .directory(plan.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
    builder.environment().putAll(plan.environment());
    try {
      Process started = builder.start();
      started.getOutputStream().close();
      process = started;
      register.add(name(), started.toHandle());
    } catch (IOException e) {
      throw new SandboxException("cannot start " + name(), e);
    }
  }

  void awaitReady() {
    boolean settled = Poll.until(plan.patience(), () -> !alive() || plan.ready().getAsBoolean());
    if (!settled || !alive()) {
      throw new SandboxException(
          "%s %s; the end of %s:%n%s"
              .formatted(
                  name(), settled ? "ended" : "is not ready in time", plan.log(), endOfLog()));
    }
  }

  /** Asks it to end. */
  void askToStop() {
    if (process != null) {
      process.destroy();
    }
  }

  /** Waits until it has ended, and ends it when it does not. */
  void awaitStop() {
    Process running = process;
    if (running != null) {
      if (!Poll.until(STOP, () -> !running.isAlive())) {
        running.destroyForcibly();
      }
      running.onExit().join();
    }
  }

  /** SIGKILL. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      running.onExit().join();
    }
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(plan.log(), StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD), lines.size()));
    } catch (IOException e) {
      return "(not readable: " + e.getMessage() + ")";
    }
  }
}
