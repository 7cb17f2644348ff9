// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskAttempt;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.story.stack.Service;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Kills services, with SIGKILL, in the moment in which an event says how far they are, and starts
 * each again. A service that is down already waits with its next kill. Thread-safe.
 */
final class Kills {

  private static final long PATIENCE_SECONDS = 180;

  private final Sandbox sandbox;
  private final Narrator narrator;
  private final Claims claims;
  private final Map<TaskId, Class<? extends TaskSpec>> phases = new ConcurrentHashMap<>();
  private final List<Kill> ordered = new ArrayList<>();
  private final Set<Service> down = EnumSet.noneOf(Service.class);

  Kills(Sandbox sandbox, Narrator narrator, Claims claims) {
    this.sandbox = sandbox;
    this.claims = claims;
    this.narrator = narrator;
  }

  /** Sees every event as it comes. */
  void see(Envelope<?> envelope) {
    if (envelope.event() instanceof TaskPlanned planned) {
      phases.put(planned.task(), planned.spec().getClass());
    }
    due(envelope)
        .ifPresent(
            kill ->
                Thread.ofVirtual()
                    .name("kill-" + kill.victim.module())
                    .start(() -> kill.carryOut(envelope)));
  }

  /**
   * Kills an executor when it works on a task of a kind for an application: it has accepted it, and
   * confirmed its claim. Until it has, another instance may take the same attempt over.
   */
  Kill whenBegun(Service executor, Class<? extends TaskSpec> phase, Set<String> namespaces) {
    return when(
        executor,
        "in " + phase.getSimpleName(),
        event ->
            event.event() instanceof TaskAccepted accepted
                && isOf(accepted, phase)
                && namespaces.contains(accepted.attempt().application().namespace()));
  }

  /** Whether a report is of a task of a kind. */
  boolean isOf(TaskReport report, Class<? extends TaskSpec> phase) {
    return phase.equals(phases.get(report.attempt().task()));
  }

  /** Kills a service when an event comes. */
  synchronized Kill when(Service victim, String moment, Predicate<Envelope<?>> when) {
    Kill kill = new Kill(victim, moment, when);
    ordered.add(kill);
    return kill;
  }

  private synchronized Optional<Kill> due(Envelope<?> envelope) {
    Optional<Kill> due =
        ordered.stream()
            .filter(kill -> !down.contains(kill.victim) && kill.when.test(envelope))
            .findFirst();
    due.ifPresent(
        kill -> {
          ordered.remove(kill);
          down.add(kill.victim);
        });
    return due;
  }

  private synchronized void up(Service service) {
    down.remove(service);
  }

  /** A kill that was ordered. */
  final class Kill {

    private final Service victim;
    private final String moment;
    private final Predicate<Envelope<?>> when;
    private final CompletableFuture<Optional<TaskAttempt>> done = new CompletableFuture<>();

    private Kill(Service victim, String moment, Predicate<Envelope<?>> when) {
      this.victim = victim;
      this.moment = moment;
      this.when = when;
    }

    /** Waits until the service was killed and is up again; the attempt that it died in, if any. */
    Optional<TaskAttempt> await() {
      try {
        return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        throw new StoryException(this + ": the moment never came", e);
      } catch (ExecutionException e) {
        throw new StoryException(this + ": it does not start again", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoryException(this + ": interrupted", e);
      }
    }

    private void carryOut(Envelope<?> envelope) {
      try {
        Optional<TaskAttempt> attempt =
            switch (envelope.event()) {
              case TaskSucceeded ended -> Optional.empty();
              case TaskReport report -> Optional.of(report.attempt());
              default -> Optional.empty();
            };
        attempt.ifPresent(claims::awaitConfirmed);
        sandbox.kill(victim);
        narrator.line("      ! " + this);
        sandbox.restart(victim);
        up(victim);
        done.complete(attempt);
      } catch (RuntimeException e) {
        done.completeExceptionally(e);
      }
    }

    @Override
    public String toString() {
      return victim.module() + " killed " + moment;
    }
  }
}
