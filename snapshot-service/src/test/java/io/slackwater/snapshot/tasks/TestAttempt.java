// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.task.TaskAttempt;
import io.slackwater.contracts.task.TaskEvent;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.Tidying;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An attempt that the framework would have begun; it can be ended at a chosen check. */
final class TestAttempt implements TaskContext {

  private final TaskPlanned task;
  private final KubernetesClient client;
  private final AtomicInteger checksLeft;
  private final List<Long> doneBytes = new CopyOnWriteArrayList<>();
  private final List<Tidying> tidyings = new CopyOnWriteArrayList<>();

  TestAttempt(TaskPlanned task, KubernetesClient client, int checks) {
    this.task = task;
    this.client = client;
    this.checksLeft = new AtomicInteger(checks);
  }

  /** The highest number of bytes that was reported as done. */
  long mostDone() {
    return doneBytes.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Ends the attempt at its next check. */
  void abort() {
    checksLeft.set(0);
  }

  @Override
  public TaskPlanned task() {
    return task;
  }

  @Override
  public ExecutorId executor() {
    return new ExecutorId("test");
  }

  @Override
  public KubernetesClient kubernetes() {
    return client;
  }

  @Override
  public void progress(String step, long done, @Nullable Long total) {
    doneBytes.add(done);
  }

  @Override
  public void waiting(String reason) {
    throw new AssertionError("no task of snapshot-service waits for another");
  }

  @Override
  public void publish(Function<TaskAttempt, TaskEvent> fact) {
    throw new AssertionError("no task of snapshot-service publishes facts");
  }

  @Override
  public boolean aborted() {
    return checksLeft.get() <= 0;
  }

  @Override
  public void checkActive() {
    if (checksLeft.getAndDecrement() <= 0) {
      throw new AbortedException();
    }
  }

  @Override
  public void onAbort(Runnable action) {}

  @Override
  public void onCancel(Runnable action) {}

  @Override
  public void onCancelled(Tidying tidying) {
    tidyings.add(tidying);
  }

  /**
   * Takes back what it made, as the framework lets a cancelled attempt do; returns what is left.
   */
  List<String> takeBack() throws InterruptedException {
    List<String> left = new ArrayList<>();
    for (Tidying tidying : tidyings) {
      left.addAll(tidying.takeBack(() -> {}, Instant.now().plusSeconds(30)));
    }
    return left;
  }

  /** The attempt lost its standing. */
  static final class AbortedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
