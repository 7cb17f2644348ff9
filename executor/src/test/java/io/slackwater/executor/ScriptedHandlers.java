// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.task.TaskSpec;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two kinds of work that do what the task's component says: {@code ok}, {@code fail}, or {@code
 * block} until let go, or {@code hold} until let go or cancelled.
 */
@Singleton
final class ScriptedHandlers {

  private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> ends = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> releases = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> takenBack = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

  int runsOf(String task) {
    return runs.getOrDefault(task, new AtomicInteger()).get();
  }

  int endsOf(String task) {
    return ends.getOrDefault(task, new AtomicInteger()).get();
  }

  /** How often it released what it held, while it still had its standing. */
  int releasesOf(String task) {
    return releases.getOrDefault(task, new AtomicInteger()).get();
  }

  /** How often it took back what it had made, after it had released what it held. */
  int takenBackOf(String task) {
    return takenBack.getOrDefault(task, new AtomicInteger()).get();
  }

  void letGo(String task) {
    gate(task).countDown();
  }

  private List<Artifact> work(TaskContext context) throws InterruptedException {
    String task = context.task().task().value();
    runs.computeIfAbsent(task, any -> new AtomicInteger()).incrementAndGet();
    try {
      return workToTheEnd(context, task);
    } finally {
      ends.computeIfAbsent(task, any -> new AtomicInteger()).incrementAndGet();
    }
  }

  private List<Artifact> workToTheEnd(TaskContext context, String task)
      throws InterruptedException {
    switch (context.task().component()) {
      case "fail" -> throw new TaskFailedException("the disk is full: free some space", false);
      case "block" -> gate(task).await();
      case "hold" -> {
        context.onCancel(() -> release(context, task));
        context.onCancelled((owner, until) -> takeBack(owner, task));
        gate(task).await();
      }
      default -> context.progress("working", 1, 2L);
    }
    return List.of(new RestoredArtifact("Thing/" + task, "test", 1));
  }

  private void release(TaskContext context, String task) {
    context.checkActive();
    releases.computeIfAbsent(task, any -> new AtomicInteger()).incrementAndGet();
  }

  private List<String> takeBack(Runnable owner, String task) {
    owner.run();
    assertThat(releasesOf(task)).isEqualTo(1);
    takenBack.computeIfAbsent(task, any -> new AtomicInteger()).incrementAndGet();
    return List.of("Thing/" + task);
  }

  private CountDownLatch gate(String task) {
    return gates.computeIfAbsent(task, any -> new CountDownLatch(1));
  }

  @Singleton
  static final class Capture implements TaskHandler<TaskSpec.CaptureDefinitions> {

    private final ScriptedHandlers handlers;

    Capture(ScriptedHandlers handlers) {
      this.handlers = handlers;
    }

    @Override
    public Class<TaskSpec.CaptureDefinitions> spec() {
      return TaskSpec.CaptureDefinitions.class;
    }

    @Override
    public List<Artifact> run(TaskContext context, TaskSpec.CaptureDefinitions spec)
        throws InterruptedException {
      return handlers.work(context);
    }
  }

  @Singleton
  static final class Restore implements TaskHandler<TaskSpec.RestoreDefinitions> {

    private final ScriptedHandlers handlers;

    Restore(ScriptedHandlers handlers) {
      this.handlers = handlers;
    }

    @Override
    public Class<TaskSpec.RestoreDefinitions> spec() {
      return TaskSpec.RestoreDefinitions.class;
    }

    @Override
    public List<Artifact> run(TaskContext context, TaskSpec.RestoreDefinitions spec)
        throws InterruptedException {
      return handlers.work(context);
    }
  }
}
