// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.slackwater.catalog.domain.Supervision;
import io.slackwater.catalog.domain.SupervisionRules;
import io.slackwater.catalog.domain.Vigil;
import io.slackwater.catalog.domain.Watermark;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RunId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Looks at all open runs: lost attempts, attempts to be dispatched, tasks past their time, runs
 * whose plan never came. Every replica looks; a run is acted on by the one that gets hold of it,
 * after it has read again what the verdict was about. One sweep at a time; the caller sees to that.
 */
@Singleton
public final class Sweep {
  private static final Logger LOGGER = Logger.getLogger(Sweep.class);

  private final SupervisionView view;
  private final TopicProgress progress;
  private final RunStore runs;
  private final Supervision supervision;
  private final SweepClocks clocks;
  private final SupervisionRules rules;
  private final Vigil vigil;
  private final Map<ClusterId, Watermark> watermarks = new HashMap<>();

  Sweep(
      SupervisionView view,
      TopicProgress progress,
      RunStore runs,
      Supervision supervision,
      SweepClocks clocks) {
    this.view = view;
    this.progress = progress;
    this.runs = runs;
    this.supervision = supervision;
    this.clocks = clocks;
    this.rules = supervision.rules();
    this.vigil = new Vigil(rules);
  }

  /** Looks once. */
  public Uni<Void> run() {
    return lost().flatMap(done -> due()).flatMap(done -> unplanned());
  }

  /**
   * The ends of topics are read before the database, so that all that was published before them is
   * in what the database shows once the positions have reached them.
   */
  private Uni<Void> lost() {
    return view.observe()
        .flatMap(
            before -> {
              long at = clocks.monotonic().getAsLong();
              return progress
                  .read(before.clusters())
                  .invoke(read -> mark(at, read))
                  .flatMap(read -> view.observe());
            })
        .flatMap(
            seen -> {
              List<Vigil.Loss> losses =
                  vigil.observe(
                      seen.beats(), seen.attempts(), clocks.monotonic().getAsLong(), proven());
              return each(losses, this::giveUp);
            });
  }

  private Uni<Void> giveUp(Vigil.Loss loss) {
    LOGGER.warnf(
        "An attempt is lost taskId=%s attempt=%d clusterId=%s reason=%s",
        loss.attempt().task(), loss.attempt().attempt(), loss.attempt().cluster(), loss.reason());
    return runs.ifFree(
        loss.attempt().run(), run -> supervision.lost(run, loss.lost(), clocks.wall().instant()));
  }

  private Uni<Void> due() {
    Instant now = clocks.wall().instant();
    return view.due(now, now.minus(rules.grace()))
        .flatMap(
            all -> each(all, (RunId run) -> runs.ifFree(run, r -> supervision.expire(r, now))));
  }

  private Uni<Void> unplanned() {
    Instant now = clocks.wall().instant();
    return view.unplanned(now.minus(rules.planWait()), now.minus(rules.grace()))
        .flatMap(
            all -> each(all, (RunId run) -> runs.ifFree(run, r -> supervision.unplanned(r, now))));
  }

  private void mark(long at, Map<ClusterId, TopicProgress.Progress> read) {
    watermarks.keySet().retainAll(read.keySet());
    read.forEach(
        (cluster, progressed) ->
            watermarks
                .computeIfAbsent(cluster, c -> new Watermark())
                .observe(at, progressed.ends(), progressed.positions()));
  }

  private Map<ClusterId, Long> proven() {
    Map<ClusterId, Long> proven = new HashMap<>();
    watermarks.forEach(
        (cluster, mark) -> mark.proven().ifPresent(until -> proven.put(cluster, until)));
    return proven;
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
