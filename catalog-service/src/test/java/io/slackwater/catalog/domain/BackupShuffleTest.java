// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.catalog.Samples;
import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskProgressed;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSucceeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole backups whose events are shuffled and repeated within what brokers can do to them: a report
 * of an attempt never precedes its dispatch by this service.
 */
class BackupShuffleTest {
  private static final Instant NOW = Samples.PLANNED.plusSeconds(60);
  private final Samples shop = Samples.of("east", "shop");
  private final Supervision supervision = new Supervision(Rules.USUAL);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987})
  void endsTheSameHoweverItsEventsArrive(long seed) {
    Play ordered = play(null);

    Play shuffled = play(new Random(seed));

    assertThat(ordered.run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(shuffled.run).isEqualTo(ordered.run);
    assertThat(shuffled.said(RunSettled.class)).hasSize(1);
    assertThat(shuffled.said(TaskPlanned.class)).isEqualTo(ordered.said(TaskPlanned.class));
    assertThat(shuffled.run.point()).isNotNull();
    assertThat(shuffled.run.point().state()).isEqualTo(RestorePointState.EXPORTED);
    assertThat(shuffled.transitions)
        .allSatisfy(
            step ->
                assertThat(RunState.valueOf(step.get(0)).successors())
                    .contains(RunState.valueOf(step.get(1))));
  }

  private Play play(@org.jspecify.annotations.Nullable Random random) {
    Play play = new Play(random);
    RunPlanned plan =
        shop.backup(Approach.STORAGE_SNAPSHOT, true, Samples.PLANNED, NOW.plusSeconds(3600));
    TaskPlanned definitions = shop.definitionsTask(NOW.plusSeconds(3600));
    TaskPlanned volumes = shop.volumesTask(NOW.plusSeconds(3600));
    List<UnaryOperator<Run>> first = new ArrayList<>();
    first.add(run -> run.planned(plan, "c-1"));
    first.add(run -> run.ordered(definitions, Samples.PLANNED, "c-1"));
    first.add(run -> run.ordered(volumes, Samples.PLANNED, "c-1"));
    first.addAll(good(definitions));
    first.addAll(bad(volumes));
    play.deliver(first, NOW);
    play.deliver(good(TaskOrders.attempt(volumes, 2)), NOW.plusSeconds(10));
    play.deliver(good(play.dispatched("RestorePoint/seal")), NOW.plusSeconds(20));
    play.deliver(good(play.dispatched("RestorePoint/export")), NOW.plusSeconds(30));
    play.deliver(good(play.dispatched("RestorePoint/seal-exported")), NOW.plusSeconds(40));
    return play;
  }

  private List<UnaryOperator<Run>> good(TaskPlanned task) {
    return reports(
        new TaskAccepted(Samples.attempt(task, "x", 1)),
        new TaskProgressed(Samples.attempt(task, "x", 2), "work", 5, 10L),
        new TaskProgressed(Samples.attempt(task, "x", 3), "work", 10, 10L),
        new TaskSucceeded(
            Samples.attempt(task, "x", 4), shop.artifacts(task.spec()), Samples.PLANNED, NOW));
  }

  private List<UnaryOperator<Run>> bad(TaskPlanned task) {
    return reports(
        new TaskAccepted(Samples.attempt(task, "x", 1)),
        new TaskProgressed(Samples.attempt(task, "x", 2), "work", 5, 10L),
        new TaskFailed(Samples.attempt(task, "x", 3), "the driver is busy", true));
  }

  private static List<UnaryOperator<Run>> reports(TaskReport... reports) {
    List<UnaryOperator<Run>> all = new ArrayList<>();
    for (TaskReport report : reports) {
      Instant at = Samples.PLANNED.plusSeconds(report.attempt().sequence());
      all.add(run -> run.on(report, at, "c-1"));
    }
    return all;
  }

  private final class Play {
    private final @org.jspecify.annotations.Nullable Random random;
    private final List<UnaryOperator<Run>> past = new ArrayList<>();
    private final List<Event> said = new ArrayList<>();
    private final Set<List<String>> transitions = new HashSet<>();
    private Run run = Run.placeholder(shop.run(), shop.application());

    Play(@org.jspecify.annotations.Nullable Random random) {
      this.random = random;
    }

    void deliver(List<UnaryOperator<Run>> events, Instant now) {
      step(run -> run, now);
      List<UnaryOperator<Run>> arriving = new ArrayList<>(events);
      if (random != null) {
        arriving.addAll(events);
        arriving.addAll(past);
        Collections.shuffle(arriving, random);
      }
      arriving.forEach(event -> step(event, now));
      past.addAll(events);
    }

    TaskPlanned dispatched(String component) {
      return said(TaskPlanned.class).stream()
          .filter(t -> t.component().equals(component))
          .findFirst()
          .orElseThrow();
    }

    <E extends Event> List<E> said(Class<E> type) {
      return said.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void step(UnaryOperator<Run> event, Instant now) {
      RunState before = run.state();
      Change change = supervision.consequences(event.apply(run), now);
      run = change.run();
      said.addAll(change.events());
      if (before != run.state()) {
        transitions.add(List.of(before.name(), run.state().name()));
      }
    }
  }
}
