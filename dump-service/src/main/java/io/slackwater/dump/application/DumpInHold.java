// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.HoldImported;
import io.slackwater.contracts.signal.HoldPrepared;
import io.slackwater.contracts.signal.HoldQuiesced;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.dataservices.DataServiceException;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.hold.KeptSnapshot;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Dumps a data service as the hold of its run shows it. What was dumped counts only when that very
 * hold is sealed; otherwise it is forgotten and the next hold is joined. When a hold was sealed
 * that this could not join, the data service is dumped by itself.
 */
public final class DumpInHold {

  private static final Logger LOGGER = Logger.getLogger(DumpInHold.class);

  /** Kept back of the task's time to leave nothing behind. */
  private static final Duration CLEARING = Duration.ofSeconds(10);

  /** Longer than any snapshot is kept for us. */
  private static final Duration TAKE_OVER = Duration.ofMinutes(2);

  private final Sessions sessions;
  private final DumpLimits limits;
  private final Clock clock;
  private final RunSignals signals;

  /** Dumps through these sessions, as these signals say. */
  public DumpInHold(Sessions sessions, DumpLimits limits, Clock clock, RunSignals signals) {
    this.sessions = sessions;
    this.limits = limits;
    this.clock = clock;
    this.signals = signals;
  }

  /**
   * Dumps every part into the store.
   *
   * @param coordinator the task whose holds are joined
   * @throws DumpServiceException when none is sealed before the task's time is over
   */
  public List<Artifact> run(
      TaskSpec.DumpDataService spec, TaskId coordinator, DumpStore store, Work work)
      throws InterruptedException {
    DataServiceSession primary = prepare(spec, work.task());
    primary.endOlderSessions();
    store.sweep(work);
    Set<HoldId> given = new HashSet<>();
    while (true) {
      work.waiting(
          "for a hold of task %s (%s); goes on without one when that task has ended without a seal, ends at %s"
              .formatted(
                  coordinator,
                  given.isEmpty()
                      ? "none was heard of yet"
                      : given.size() + " that it took part in came to nothing",
                  work.task().notAfter()));
      JoinableHold hold = next(coordinator, given, work.task());
      if (hold.state() == JoinableHold.State.SEALED) {
        LOGGER.warnf(
            "Dumping after the hold, which was sealed without this taskId=%s hold=%s",
            work.task().task(), hold.id());
        // Its coordinator would keep for us, until its time is over, what is not needed any more.
        signals.publish(new HoldImported(hold.ref(), work.task().task(), work.task().attempt()));
        return new DumpDataService(sessions, limits, clock).run(spec, store, work);
      }
      given.add(hold.id());
      Optional<List<Artifact>> dumped = join(hold, coordinator, spec, store, work);
      if (dumped.isPresent()) {
        return dumped.get();
      }
      work.checkActive();
    }
  }

  private DataServiceSession prepare(TaskSpec.DumpDataService spec, TaskPlanned task) {
    DataServiceSession primary =
        sessions.primary(spec.scope().namespace(), spec.dataService(), task);
    if (primary.probe().toolVersion() == null) {
      throw new DumpServiceException(
          "%s: there is no tool in the container to dump the data service %s with"
              .formatted(primary.pod(), spec.dataService().name()),
          false);
    }
    return primary;
  }

  /** A hold to join, or the sealed one that it is too late for. */
  private JoinableHold next(TaskId coordinator, Set<HoldId> given, TaskPlanned task)
      throws InterruptedException {
    return signals
        .await(
            left(task),
            said ->
                JoinableHold.of(said, coordinator)
                    .filter(
                        hold ->
                            hold.state() == JoinableHold.State.SEALED
                                || hold.state() == JoinableHold.State.OPEN
                                    && !given.contains(hold.id())))
        .orElseThrow(
            () ->
                new DumpServiceException(
                    "no hold of %s was sealed before the task's time was over: see why its coordinator, task %s, aborted them"
                        .formatted(task.application(), coordinator),
                    false));
  }

  private Duration left(TaskPlanned task) {
    return Duration.between(clock.instant(), task.notAfter().minus(CLEARING));
  }

  /** Empty when it came to nothing. */
  private Optional<List<Artifact>> join(
      JoinableHold hold,
      TaskId coordinator,
      TaskSpec.DumpDataService spec,
      DumpStore store,
      Work work)
      throws InterruptedException {
    TaskPlanned task = work.task();
    Instant before = clock.instant();
    signals.publish(new HoldPrepared(hold.ref(), task.task(), task.attempt()));
    LOGGER.infof("Prepared taskId=%s hold=%s", task.task(), hold.id());
    Optional<HoldQuiesced> quiesced = awaitQuiesced(hold.id(), coordinator, task);
    if (quiesced.isEmpty()) {
      return Optional.empty();
    }
    try {
      return dump(hold, coordinator, quiesced.get(), before, spec, store, work);
    } catch (DataServiceException | UncheckedIOException e) {
      return failed(hold, work, e);
    } catch (DumpServiceException e) {
      if (!e.retryable()) {
        throw e;
      }
      return failed(hold, work, e);
    }
  }

  private static Optional<List<Artifact>> failed(
      JoinableHold hold, Work work, RuntimeException failure) {
    work.checkActive();
    LOGGER.warnf(
        "The dump in the hold failed taskId=%s hold=%s cause=%s",
        work.task().task(), hold.id(), failure.getMessage());
    return Optional.empty();
  }

  private Optional<HoldQuiesced> awaitQuiesced(HoldId id, TaskId coordinator, TaskPlanned task)
      throws InterruptedException {
    return signals
        .await(
            left(task),
            said ->
                JoinableHold.of(said, coordinator)
                    .filter(now -> !isOpen(now, id) || now.quiesced() != null))
        .filter(now -> now.id().equals(id) && now.state() != JoinableHold.State.ABORTED)
        .map(JoinableHold::quiesced);
  }

  private static boolean isOpen(JoinableHold now, HoldId id) {
    return now.id().equals(id) && now.state() == JoinableHold.State.OPEN;
  }

  private Optional<List<Artifact>> dump(
      JoinableHold hold,
      TaskId coordinator,
      HoldQuiesced quiesced,
      Instant before,
      TaskSpec.DumpDataService spec,
      DumpStore store,
      Work work)
      throws InterruptedException {
    TaskPlanned task = work.task();
    List<HoldQuiesced.ExportedSnapshot> exported =
        quiesced.snapshots().stream()
            .filter(snapshot -> snapshot.dataService().equals(spec.dataService().name()))
            .toList();
    if (exported.isEmpty()) {
      throw new DataServiceException("the hold exported nothing of " + spec.dataService().name());
    }
    String pod = exported.getFirst().pod();
    DataServiceSession session =
        sessions.at(spec.scope().namespace(), spec.dataService(), pod, task);
    List<KeptSnapshot> kept =
        exported.stream()
            .map(snapshot -> new KeptSnapshot(snapshot.database(), snapshot.snapshot()))
            .toList();
    try (HeldDumps dumps = HeldDumps.start(session, kept, store, limits.part())) {
      work.onCancel(dumps::abort);
      work.onAbort(dumps::abort);
      dumps.awaitTakenOver(TAKE_OVER);
      signals.publish(new HoldImported(hold.ref(), task.task(), task.attempt()));
      LOGGER.infof("Dumping taskId=%s pod=%s hold=%s", task.task(), pod, hold.id());
      Thread watch = Thread.ofVirtual().start(() -> abortWith(hold.id(), coordinator, dumps, task));
      try {
        List<Artifact> artifacts =
            dumps.store(
                new DumpArtifacts(spec, pod, false, before, hold.id()),
                hold.id(),
                limits.part(),
                work);
        if (!isSealed(hold.id(), coordinator, work)) {
          return Optional.empty();
        }
        dumps.count();
        return Optional.of(artifacts);
      } finally {
        watch.interrupt();
      }
    }
  }

  /** Does not read to its end what is void already. */
  private void abortWith(HoldId id, TaskId coordinator, HeldDumps dumps, TaskPlanned task) {
    try {
      if (end(id, coordinator, task).filter(end -> end != JoinableHold.State.SEALED).isPresent()) {
        dumps.abort();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isSealed(HoldId id, TaskId coordinator, Work work) throws InterruptedException {
    work.waiting(
        "for task %s to seal hold %s, or to abort it; goes on without it when that task has ended without a seal"
            .formatted(coordinator, id));
    return end(id, coordinator, work.task())
        .filter(end -> end == JoinableHold.State.SEALED)
        .isPresent();
  }

  private Optional<JoinableHold.State> end(HoldId id, TaskId coordinator, TaskPlanned task)
      throws InterruptedException {
    return signals.await(
        left(task),
        said ->
            JoinableHold.of(said, coordinator)
                .filter(now -> !isOpen(now, id))
                .map(now -> now.id().equals(id) ? now.state() : JoinableHold.State.ABORTED));
  }
}
