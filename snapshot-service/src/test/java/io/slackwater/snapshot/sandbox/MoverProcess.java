// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.sandbox;

import io.slackwater.contracts.id.TaskId;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/** The process of a mover on this machine, found by its arguments. */
public final class MoverProcess {

  private final ProcessHandle process;

  private MoverProcess(ProcessHandle process) {
    this.process = process;
  }

  /** Waits until the mover of an export runs: the task's id is among its tags. */
  public static MoverProcess of(TaskId task) {
    return withArgument(task.value());
  }

  /** Waits until a mover runs that has a text among its arguments. */
  public static MoverProcess withArgument(String text) {
    return new MoverProcess(
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> find(text), Optional::isPresent)
            .orElseThrow());
  }

  private static Optional<ProcessHandle> find(String text) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .filter(line -> line.contains("-jar") && line.contains(text))
                    .isPresent())
        .findFirst();
  }

  /** Its arguments, as everybody on the machine can read them. */
  public String commandLine() {
    return process.info().commandLine().orElse("");
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
  }
}
