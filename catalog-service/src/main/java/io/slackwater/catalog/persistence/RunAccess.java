// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.domain.Change;
import io.slackwater.catalog.domain.RestoreOrder;
import io.slackwater.catalog.domain.RestorePlanner;
import io.slackwater.catalog.domain.Run;
import io.slackwater.catalog.domain.Task;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.RunKind;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Loads a run under its lock and saves what became of it, inside the caller's transaction. */
@Singleton
final class RunAccess {
  private static final String MAKE =
      """
      insert into run (id, state, settled, application, cluster, namespace, created_at, document)
      values (:id, :state, false, :application, :cluster, :namespace, :at,
        cast(cast(:document as text) as jsonb))
      on conflict (id) do nothing
      """;

  private final EventAppender events;
  private final Clock clock;

  RunAccess(EventAppender events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** The run, locked until the transaction ends; null when it is not known. */
  Uni<@Nullable Loaded> lock(Mutiny.Session session, RunId run) {
    return session
        .find(RunRow.class, run.value(), LockModeType.PESSIMISTIC_WRITE)
        .flatMap(row -> row == null ? Uni.createFrom().nullItem() : load(session, row));
  }

  /**
   * The run, locked until the transaction ends; made as a placeholder when it is not known. Streams
   * meet here at the start of a run, so that two who make it at once must not fail.
   */
  Uni<@Nullable Loaded> lockOrMake(Mutiny.Session session, RunId run, ApplicationId application) {
    RunRow row = new RunRow();
    RunMapper.fill(row, Run.placeholder(run, application));
    return session
        .createNativeQuery(MAKE)
        .setParameter("id", run.value())
        .setParameter("state", row.state)
        .setParameter("application", row.application)
        .setParameter("cluster", row.cluster)
        .setParameter("namespace", row.namespace)
        .setParameter("at", clock.instant())
        .setParameter("document", row.document)
        .executeUpdate()
        .flatMap(made -> lock(session, run));
  }

  /** The run as it is, not locked. */
  Uni<@Nullable Loaded> read(Mutiny.Session session, RunId run) {
    return session
        .find(RunRow.class, run.value())
        .flatMap(row -> row == null ? Uni.createFrom().nullItem() : load(session, row));
  }

  /** The run that the same order began before; null when none did. */
  Uni<@Nullable Run> admittedBefore(
      Mutiny.Session session, RestoreOrder order, @Nullable RestorePoint point) {
    return point == null
        ? Uni.createFrom().nullItem()
        : read(session, RestorePlanner.runOf(order, point))
            .map(loaded -> loaded == null ? null : loaded.run());
  }

  /**
   * Stores a run that was not known.
   *
   * @param point the row of a restore point that is there already and that the run changes
   */
  Uni<Loaded> create(Mutiny.Session session, Run run, @Nullable RestorePointRow point) {
    RunRow row = new RunRow();
    row.id = run.id().value();
    row.createdAt = clock.instant();
    RunMapper.fill(row, run);
    return session.persist(row).replaceWith(new Loaded(row, List.of(), point, run));
  }

  /** Applies a change, saves and says what follows from it. */
  Uni<Change> apply(Mutiny.Session session, Loaded loaded, Function<Run, Change> change) {
    Change changed = change.apply(loaded.run());
    RunMapper.fill(loaded.row(), changed.run());
    return saveTasks(session, loaded, changed.run())
        .flatMap(done -> savePoint(session, loaded, changed.run().point()))
        .flatMap(done -> releasePins(session, changed.run()))
        .flatMap(done -> events.say(session, changed.run(), changed.events()))
        .flatMap(done -> begin(session, changed.begun()))
        .replaceWith(changed);
  }

  private Uni<Void> begin(Mutiny.Session session, List<Change> begun) {
    return Multi.createFrom()
        .iterable(begun)
        .onItem()
        .transformToUniAndConcatenate(
            next ->
                create(session, next.run(), null)
                    .flatMap(loaded -> apply(session, loaded, run -> next)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<Loaded> load(Mutiny.Session session, RunRow row) {
    return session
        .createSelectionQuery("from TaskRow where runId = :run", TaskRow.class)
        .setParameter("run", row.id)
        .getResultList()
        .flatMap(
            tasks ->
                point(session, row)
                    .map(point -> new Loaded(row, tasks, point, RunMapper.run(row, tasks, point))));
  }

  /** The restore point that the run changes: the one it builds, or the one it retires. */
  private static Uni<@Nullable RestorePointRow> point(Mutiny.Session session, RunRow row) {
    return RunKind.RETIRE.name().equals(row.kind)
        ? session.find(RestorePointRow.class, row.restorePoint)
        : session
            .createSelectionQuery("from RestorePointRow where runId = :run", RestorePointRow.class)
            .setParameter("run", row.id)
            .getSingleResultOrNull();
  }

  private static Uni<Void> saveTasks(Mutiny.Session session, Loaded loaded, Run run) {
    Map<String, TaskRow> known =
        loaded.tasks().stream().collect(Collectors.toMap(t -> t.id, Function.identity()));
    return Multi.createFrom()
        .iterable(run.tasks())
        .onItem()
        .transformToUniAndConcatenate(task -> saveTask(session, known.get(task.id().value()), task))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<Void> saveTask(Mutiny.Session session, @Nullable TaskRow known, Task task) {
    TaskRow row = known == null ? new TaskRow() : known;
    RunMapper.fill(row, task);
    if (known != null) {
      return Uni.createFrom().voidItem();
    }
    row.id = task.id().value();
    row.runId = task.run().value();
    return session.persist(row);
  }

  private static Uni<Void> savePoint(
      Mutiny.Session session, Loaded loaded, @Nullable RestorePoint point) {
    if (point == null) {
      return Uni.createFrom().voidItem();
    }
    RestorePointRow row = loaded.point() == null ? new RestorePointRow() : loaded.point();
    RunMapper.fill(row, point);
    if (loaded.point() != null) {
      return Uni.createFrom().voidItem();
    }
    row.id = point.id().value();
    return session.persist(row);
  }

  /** A settled run needs its restore point no more. */
  private static Uni<Void> releasePins(Mutiny.Session session, Run run) {
    if (!run.state().settled()) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createNativeQuery("delete from restore_point_pin where run_id = :run")
        .setParameter("run", run.id().value())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** A run with the rows it came from. */
  record Loaded(RunRow row, List<TaskRow> tasks, @Nullable RestorePointRow point, Run run) {}
}
