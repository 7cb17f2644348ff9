// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.task.ExecutorHeartbeat;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskProgressed;
import io.slackwater.contracts.task.TaskSucceeded;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An executor as the catalog sees it: heartbeats and reports, on real topics. */
public final class Executor implements AutoCloseable {
  private final Hub hub;
  private final ExecutorKind kind;
  private final ClusterId cluster;
  private final String id;
  private final Set<ExecutorHeartbeat.Working> working = ConcurrentHashMap.newKeySet();
  private final AtomicLong sequence = new AtomicLong();
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

  private Executor(Hub hub, ExecutorKind kind, String cluster) {
    this.hub = hub;
    this.kind = kind;
    this.cluster = new ClusterId(cluster);
    this.id = kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID();
  }

  /** Starts one that says every 300 ms that it lives. */
  public static Executor start(Hub hub, ExecutorKind kind, String cluster) {
    Executor executor = new Executor(hub, kind, cluster);
    var unused = executor.heart.scheduleAtFixedRate(executor::beat, 0, 300, TimeUnit.MILLISECONDS);
    return executor;
  }

  public String id() {
    return id;
  }

  /** Whether the brokers have taken a heartbeat. */
  public boolean beating() {
    return sequence.get() > 1;
  }

  public void accept(TaskPlanned task) {
    working.add(new ExecutorHeartbeat.Working(task.task(), task.attempt()));
    hub.report(new TaskAccepted(Samples.attempt(task, id, 1)));
  }

  /** Lists an attempt in its heartbeats though it says nothing else of it. */
  public void list(TaskPlanned task) {
    working.add(new ExecutorHeartbeat.Working(task.task(), task.attempt()));
  }

  public void progress(TaskPlanned task, long sequence) {
    hub.report(new TaskProgressed(Samples.attempt(task, id, sequence), "copy", sequence, 100L));
  }

  public void succeed(TaskPlanned task, List<Artifact> artifacts) {
    hub.report(
        new TaskSucceeded(
            Samples.attempt(task, id, 100), artifacts, Samples.PLANNED, Instant.now()));
    forget(task);
  }

  public void fail(TaskPlanned task, String reason, boolean retryable) {
    hub.report(new TaskFailed(Samples.attempt(task, id, 100), reason, retryable));
    forget(task);
  }

  /** Goes on beating without the attempt, as after a restart of a thread that lost it. */
  public void forget(TaskPlanned task) {
    working.remove(new ExecutorHeartbeat.Working(task.task(), task.attempt()));
  }

  /** Falls silent, as after SIGKILL. */
  @Override
  public void close() {
    heart.shutdownNow();
  }

  private void beat() {
    hub.publish(
        "executor",
        cluster,
        null,
        new ExecutorHeartbeat(
            new ExecutorId(id), kind, cluster, sequence.incrementAndGet(), List.copyOf(working)));
  }
}
