// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One container of a pod from its first start to its last end, with restarts and back-off. {@link
 * #run} belongs to one thread; everything else may be called from any.
 */
final class ContainerRun {
  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(60);
  private static final Duration BACK_OFF_RESET = Duration.ofMinutes(10);

  private final JsonNode container;
  private final String restartPolicy;
  private final Starter starter;
  private final Runnable changed;
  private final Clock clock;

  private ContainerState state = new ContainerState.Waiting("PodInitializing", "");
  private @Nullable ContainerState lastState;
  private @Nullable ContainerProcesses processes;
  private String id = "";
  private int restarts;
  private boolean stopping;
  private boolean finished;
  private boolean probedReady;
  private boolean started;

  /** Starts the container's processes. */
  interface Starter {
    ContainerProcesses start(JsonNode container) throws IOException;
  }

  /**
   * @param restartPolicy Always, OnFailure or Never
   * @param changed called after each change that the pod's status shows
   */
  ContainerRun(
      JsonNode container, String restartPolicy, Starter starter, Runnable changed, Clock clock) {
    this.container = container;
    this.restartPolicy = restartPolicy;
    this.starter = starter;
    this.changed = changed;
    this.clock = clock;
  }

  /** Takes over the count of an earlier server's run, whose processes have been ended. */
  synchronized void resume(JsonNode earlierStatus) {
    restarts = earlierStatus.path("restartCount").asInt();
    if (earlierStatus.path("state").has("running")) {
      Instant began =
          Instant.parse(earlierStatus.path("state").path("running").path("startedAt").asText());
      ended(ContainerProcesses.lostExitCode(), began);
      if (mayRestart(ContainerProcesses.lostExitCode())) {
        lastState = state;
        restarts++;
      } else {
        finished = true;
      }
    }
  }

  /** Runs the container until it will not be started again. */
  void run() throws InterruptedException {
    Duration backOff = FIRST_BACK_OFF;
    while (!isFinished()) {
      Instant began = clock.instant();
      int code = runOnce(began);
      synchronized (this) {
        ended(code, began);
        if (stopping || !mayRestart(code)) {
          finished = true;
          notifyAll();
        }
      }
      changed.run();
      if (isFinished()) {
        return;
      }
      if (Duration.between(began, clock.instant()).compareTo(BACK_OFF_RESET) > 0) {
        backOff = FIRST_BACK_OFF;
      }
      waitBeforeRestart(backOff, code);
      backOff = backOff.multipliedBy(2);
      backOff = backOff.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : backOff;
    }
  }

  private int runOnce(Instant began) throws InterruptedException {
    ContainerProcesses running = start(began);
    if (running == null) {
      return ContainerProcesses.lostExitCode();
    }
    return running.await();
  }

  private @Nullable ContainerProcesses start(Instant began) throws InterruptedException {
    while (true) {
      try {
        ContainerProcesses running = starter.start(container);
        synchronized (this) {
          processes = running;
          id = "sandbox://" + UUID.randomUUID();
          started = true;
          state = new ContainerState.Running(began);
          probedReady = !container.has("readinessProbe");
          if (stopping) {
            running.kill();
          }
        }
        changed.run();
        return running;
      } catch (NotYetException missing) {
        waiting("CreateContainerConfigError", String.valueOf(missing.getMessage()));
      } catch (ContainerStartException | IOException | IllegalArgumentException failure) {
        waiting("CreateContainerError", String.valueOf(failure.getMessage()));
      }
      synchronized (this) {
        if (!stopping) {
          wait(FIRST_BACK_OFF.toMillis());
        }
        if (stopping) {
          return null;
        }
      }
    }
  }

  private void waiting(String reason, String message) {
    boolean news;
    synchronized (this) {
      ContainerState now = new ContainerState.Waiting(reason, message);
      news = !now.equals(state);
      state = now;
    }
    if (news) {
      changed.run();
    }
  }

  private void waitBeforeRestart(Duration backOff, int code) throws InterruptedException {
    synchronized (this) {
      lastState = state;
      restarts++;
      state =
          new ContainerState.Waiting(
              "CrashLoopBackOff",
              "back-off %ds restarting failed container=%s, exit code %d"
                  .formatted(backOff.toSeconds(), name(), code));
    }
    changed.run();
    long end = System.nanoTime() + backOff.toNanos();
    synchronized (this) {
      while (!stopping && System.nanoTime() < end) {
        wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      }
      if (stopping) {
        state = lastState == null ? state : lastState;
        finished = true;
        notifyAll();
      }
    }
  }

  private synchronized void ended(int code, Instant began) {
    boolean neverRan = stopping && processes == null;
    if (!neverRan) {
      state = new ContainerState.Terminated(code, began, clock.instant());
    }
    processes = null;
    probedReady = false;
  }

  private boolean mayRestart(int code) {
    return switch (restartPolicy) {
      case "Never" -> false;
      case "OnFailure" -> code != 0;
      default -> true;
    };
  }

  /** Asks the container to end for good. */
  synchronized void stop() {
    stopping = true;
    notifyAll();
    if (processes != null) {
      processes.terminate();
    }
  }

  /** Kills the container's processes; with the restart policy it may come back. */
  synchronized void kill() {
    if (processes != null) {
      processes.kill();
    }
  }

  /** Waits until the container will not be started again, but not longer than given. */
  synchronized boolean awaitFinished(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!finished && System.nanoTime() < end) {
      wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
    return finished;
  }

  void setProbedReady(boolean ready) {
    boolean news;
    synchronized (this) {
      news = probedReady != ready;
      probedReady = ready;
    }
    if (news) {
      changed.run();
    }
  }

  synchronized Optional<ContainerProcesses> processes() {
    return Optional.ofNullable(processes);
  }

  synchronized ContainerState state() {
    return state;
  }

  synchronized @Nullable ContainerState lastState() {
    return lastState;
  }

  synchronized int restarts() {
    return restarts;
  }

  synchronized String id() {
    return id;
  }

  synchronized boolean isFinished() {
    return finished;
  }

  synchronized boolean hasStarted() {
    return started;
  }

  synchronized boolean isReady() {
    return processes != null && probedReady;
  }

  String name() {
    return container.path("name").asText();
  }

  JsonNode specification() {
    return container;
  }

  /** Keeps the log of the run before, as {@code kubectl logs --previous} shows it. */
  static void turnLog(PodPaths paths, String container) throws IOException {
    Path log = paths.log(container);
    if (Files.exists(log)) {
      Files.move(log, paths.previousLog(container), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
