// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.story.stack.Service;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Kills services, with SIGKILL, in the moment in which an event says how far they are. Thread-safe.
 */
final class Kills {

  private static final long PATIENCE_SECONDS = 120;

  private final Sandbox sandbox;
  private final Map<TaskId, Class<? extends TaskSpec>> phases = new ConcurrentHashMap<>();
  private final List<Kill> ordered = new CopyOnWriteArrayList<>();

  Kills(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Sees every event as it comes. */
  void see(Envelope<?> envelope) {
    if (envelope.event() instanceof TaskPlanned planned) {
      phases.put(planned.task(), planned.spec().getClass());
    }
    for (Kill kill : ordered) {
      if (kill.when.test(envelope)) {
        ordered.remove(kill);
        sandbox.kill(kill.victim);
        kill.done.countDown();
        return;
      }
    }
  }

  /** Kills an executor when it has begun a task of a kind. */
  Kill whenBegun(Service executor, Class<? extends TaskSpec> phase) {
    return when(
        executor,
        "in " + phase.getSimpleName(),
        event ->
            event.event() instanceof TaskAccepted accepted
                && phase.equals(phases.get(accepted.attempt().task())));
  }

  /** Kills a service when an event comes. */
  Kill when(Service victim, String moment, Predicate<Envelope<?>> when) {
    Kill kill = new Kill(victim, moment, when);
    ordered.add(kill);
    return kill;
  }

  /** A kill that was ordered. */
  final class Kill {

    private final Service victim;
    private final String moment;
    private final Predicate<Envelope<?>> when;
    private final CountDownLatch done = new CountDownLatch(1);

    private Kill(Service victim, String moment, Predicate<Envelope<?>> when) {
      this.victim = victim;
      this.moment = moment;
      this.when = when;
    }

    /** Waits until the service is dead, and starts it again. */
    void thenRestart() {
      try {
        if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new StoryException(this + ": the moment never came");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoryException(this + ": interrupted", e);
      }
      sandbox.restart(victim);
    }

    @Override
    public String toString() {
      return victim.module() + " killed " + moment;
    }
  }
}
