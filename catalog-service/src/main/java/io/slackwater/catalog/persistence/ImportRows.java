// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.application.ImportStore.Findings;
import io.slackwater.catalog.application.ImportStore.Unreadable;
import io.slackwater.catalog.domain.Run;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointOrigin;
import io.slackwater.contracts.restorepoint.RestorePointRecorded;
import io.slackwater.contracts.restorepoint.UnreadableManifest;
import io.slackwater.contracts.task.RestorePointsFound;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What imports found, inside the caller's transaction, which holds the run. A restore point that is
 * there stays as it is: whoever is faster, the seal's run or the import, neither undoes the other.
 */
@Singleton
final class ImportRows {
  private static final String ADD_POINT =
      """
      insert into restore_point (id, run_id, application, state, created_at, document)
      values (:id, :run, :application, :state, :at, cast(cast(:document as text) as jsonb))
      on conflict (id) do nothing
      """;

  /** What an attempt could not read, a later one may have read. */
  private static final String FORGET =
      "delete from import_finding where run_id = :run and reason is not null"
          + " and attempt < :attempt";

  private static final String NOTE =
      """
      insert into import_finding
        (run_id, repository, manifest, attempt, restore_point, added, reason)
      values (:run, :repository, :manifest, :attempt, :point, :added, :reason)
      on conflict (run_id, repository, manifest)
      do update set attempt = greatest(import_finding.attempt, excluded.attempt)
      """;

  private static final String ARRIVED =
      "select count(*) from import_finding"
          + " where run_id = :run and attempt = :attempt and reason is null";

  private static final String COUNTS =
      """
      select count(*) filter (where added), count(*) filter (where not added)
      from import_finding where run_id = :run and reason is null
      """;

  private static final String UNREADABLE =
      "select repository, manifest, reason from import_finding"
          + " where run_id = :run and reason is not null order by repository, manifest";

  private final EventAppender events;

  ImportRows(EventAppender events) {
    this.events = events;
  }

  Uni<Void> take(Mutiny.Session session, Run run, RestorePointsFound found) {
    int attempt = found.attempt().attempt();
    return session
        .createNativeQuery(FORGET)
        .setParameter("run", run.id().value())
        .setParameter("attempt", attempt)
        .executeUpdate()
        .flatMap(done -> each(found.restorePoints(), p -> take(session, run, attempt, p)))
        .flatMap(done -> each(found.unreadable(), u -> note(session, run, attempt, u)));
  }

  Uni<Findings> findings(Mutiny.Session session, RunId run) {
    return session
        .createNativeQuery(COUNTS, Object[].class)
        .setParameter("run", run.value())
        .getSingleResult()
        .flatMap(
            counts ->
                session
                    .createNativeQuery(UNREADABLE, Object[].class)
                    .setParameter("run", run.value())
                    .getResultList()
                    .map(
                        rows ->
                            new Findings(
                                count(counts[0]),
                                count(counts[1]),
                                rows.stream().map(ImportRows::unreadable).toList())));
  }

  Uni<Integer> arrived(Mutiny.Session session, RunId run, int attempt) {
    return session
        .createNativeQuery(ARRIVED, Long.class)
        .setParameter("run", run.value())
        .setParameter("attempt", attempt)
        .getSingleResult()
        .map(Math::toIntExact);
  }

  private Uni<Void> take(Mutiny.Session session, Run run, int attempt, RestorePoint point) {
    RestorePointOrigin origin = Objects.requireNonNull(point.origin(), "found in a repository");
    return session
        .createNativeQuery(ADD_POINT)
        .setParameter("id", point.id().value())
        .setParameter("run", point.run().value())
        .setParameter("application", point.application().key())
        .setParameter("state", point.state().name())
        .setParameter("at", point.createdAt())
        .setParameter("document", Json.write(point))
        .executeUpdate()
        .flatMap(
            added ->
                note(
                        session,
                        run,
                        attempt,
                        origin.repository(),
                        origin.manifest(),
                        point.id().value(),
                        added == 1,
                        null)
                    .flatMap(
                        noted ->
                            added == 1
                                ? events.say(session, run, List.of(new RestorePointRecorded(point)))
                                : Uni.createFrom().voidItem()));
  }

  private Uni<Void> note(Mutiny.Session session, Run run, int attempt, UnreadableManifest fault) {
    return note(
        session,
        run,
        attempt,
        fault.repository(),
        fault.manifest() == null ? "" : fault.manifest(),
        null,
        false,
        fault.reason());
  }

  private static Uni<Void> note(
      Mutiny.Session session,
      Run run,
      int attempt,
      RepositoryRef repository,
      String manifest,
      @Nullable String point,
      boolean added,
      @Nullable String reason) {
    return session
        .createNativeQuery(NOTE)
        .setParameter("run", run.id().value())
        .setParameter("repository", repository.path())
        .setParameter("manifest", manifest)
        .setParameter("attempt", attempt)
        .setParameter("point", point)
        .setParameter("added", added)
        .setParameter("reason", reason)
        .executeUpdate()
        .replaceWithVoid();
  }

  private static Unreadable unreadable(Object[] row) {
    String manifest = (String) row[1];
    return new Unreadable((String) row[0], manifest.isEmpty() ? null : manifest, (String) row[2]);
  }

  private static int count(Object value) {
    return Math.toIntExact((Long) value);
  }

  private static <T> Uni<Void> each(List<T> all, Function<T, Uni<Void>> action) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(action::apply)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
