// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.tasks;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.SignalEvent;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.dump.application.DumpDataService;
import io.slackwater.dump.application.DumpInHold;
import io.slackwater.dump.application.DumpStore;
import io.slackwater.dump.application.RunSignals;
import io.slackwater.dump.application.Sessions;
import io.slackwater.dump.application.Work;
import io.slackwater.dump.repository.RepositoryDumpStore;
import io.slackwater.executor.Signals;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import io.slackwater.repository.error.RepositoryException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Dumps a data service into the application's repository. */
@Singleton
final class DumpHandler implements TaskHandler<TaskSpec.DumpDataService> {

  private final DataServiceTasks tasks;
  private final Signals signals;
  private final Clock clock;

  DumpHandler(DataServiceTasks tasks, Signals signals, Clock clock) {
    this.tasks = tasks;
    this.signals = signals;
    this.clock = clock;
  }

  @Override
  public Class<TaskSpec.DumpDataService> spec() {
    return TaskSpec.DumpDataService.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, TaskSpec.DumpDataService spec)
      throws InterruptedException {
    return DataServiceTasks.attempt(
        () -> {
          try (DumpStore store = tasks.writable(spec.repository())) {
            context.onCancelled((owner, until) -> takeBack(context, spec, owner));
            return dump(context, spec, store);
          }
        });
  }

  /** A dump of one database that was stored before another one was cancelled is nobody's. */
  private List<String> takeBack(
      TaskContext context, TaskSpec.DumpDataService spec, Runnable owner) {
    try (DumpStore store = tasks.readable(spec.repository())) {
      store.takeBack(context.task(), owner);
      return List.of();
    } catch (RepositoryException e) {
      return List.of(
          "snapshots of repository %s/%s with tag %s could not be looked for: %s"
              .formatted(
                  spec.repository().location(),
                  spec.repository().path(),
                  RepositoryDumpStore.taskTag(context.task()),
                  e.getMessage()));
    }
  }

  private List<Artifact> dump(TaskContext context, TaskSpec.DumpDataService spec, DumpStore store)
      throws InterruptedException {
    Sessions sessions = tasks.sessions(context);
    Work work = DataServiceTasks.work(context);
    TaskId coordinator = spec.coordinator();
    return coordinator == null
        ? new DumpDataService(sessions, tasks.limits(), clock).run(spec, store, work)
        : new DumpInHold(sessions, tasks.limits(), clock, new AttemptSignals(signals, context))
            .run(spec, coordinator, store, work);
  }

  /** The signals of an attempt's run. */
  private record AttemptSignals(Signals signals, TaskContext attempt) implements RunSignals {

    @Override
    public void publish(SignalEvent signal) {
      signals.publish(attempt, signal);
    }

    @Override
    public <T> Optional<T> await(Duration atMost, Function<List<SignalEvent>, Optional<T>> found)
        throws InterruptedException {
      return signals.await(attempt, atMost, found);
    }
  }
}
