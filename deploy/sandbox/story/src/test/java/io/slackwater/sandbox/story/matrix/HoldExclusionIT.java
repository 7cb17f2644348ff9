// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.signal.HoldAborted;
import io.slackwater.contracts.signal.HoldPreparing;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.contracts.task.TaskWaiting;
import io.slackwater.sandbox.story.Narrator;
import io.slackwater.sandbox.story.hub.HubClient;
import io.slackwater.sandbox.story.shop.Shop;
import io.slackwater.sandbox.story.stack.Service;
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Held backups that want the same: a database, or the only slots that executors have. */
@Tag("long")
class HoldExclusionIT {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration WAITING = Duration.ofSeconds(8);

  /** Longer than dump-service needs to start. */
  private static final Duration LONG = Duration.ofSeconds(45);

  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final int PAIRS = 4;

  private static final Narrator narrator = new Narrator(System.out);
  private static DivertedSandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = DivertedSandbox.start("hold-exclusion-it", narrator);
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
    narrator.close();
  }

  @Test
  void applicationsThatShareADatabaseAreHeldOneAfterTheOther() throws InterruptedException {
    HeldShop shop = sandbox.shop("shared");
    shop.open();
    annotate(
        "shared",
        """
        {"orders": "app.kubernetes.io/name in (writer, database)",
         "visits": "app.kubernetes.io/name in (other-writer, database)"}""");
    ApplicationId orders = discovered("shared", "orders");
    ApplicationId visits = discovered("shared", "visits");
    RunId first;
    RunId second;
    boolean waited;
    // Sealed, but not at its end: nobody is barred, and the database is still the first run's.
    sandbox.gate().arm(Border.AFTER_SEALED, "shared");
    try {
      first = shop.requestBackup(orders);
      assertThat(sandbox.gate().awaitReached(SOON)).isTrue();
      second = shop.requestBackup(visits);
      TaskPlanned cut = task(second, TaskSpec.SnapshotVolumes.class);
      waited = Poll.until(WAITING, () -> report(TaskWaiting.class, cut).isPresent());
    } finally {
      sandbox.gate().open();
    }
    RunSettled one = shop.awaitSettled(first);
    RunSettled other = shop.awaitSettled(second);

    assertThat(waited).as("the second waits for a Lease of the first").isTrue();
    assertThat(one.reasons()).isEmpty();
    assertThat(other.reasons()).isEmpty();
    Instant ended =
        report(TaskSucceeded.class, task(first, TaskSpec.SnapshotVolumes.class)).orElseThrow();
    Instant began =
        at(HoldPreparing.class, hold -> hold.event().hold().run().equals(second)).orElseThrow();
    assertThat(began).isAfter(ended);
    shop.close();
  }

  /**
   * The one slot for cuts is a run's whose dump waits for the one slot for dumps, which is another
   * run's whose cut waits for the one for cuts.
   */
  @Test
  void runsThatHaveEachOthersOnlySlotBothComeToGoodPoints() {
    HeldShop one = sandbox.shop("crossing-one");
    HeldShop other = sandbox.shop("crossing-other");
    one.open();
    other.open();
    slots(Service.SNAPSHOT, 1);
    boolean crossed = false;
    try {
      for (int pair = 1; !crossed && pair <= PAIRS; pair++) {
        crossed = pair % 2 == 1 ? crossed(one, other) : crossed(other, one);
        narrator.line("  pair %d %s".formatted(pair, crossed ? "crossed" : "did not cross"));
      }
    } finally {
      slots(Service.SNAPSHOT, 4);
      slots(Service.DUMP, 4);
    }

    assertThat(crossed).as("a pair of runs had each other's slot").isTrue();
    one.close();
    other.close();
  }

  /** Plays a pair; whether it crossed. Which of two dumps is taken first is not ours to say. */
  private static boolean crossed(HeldShop former, HeldShop latter) {
    PolicyRuns runs = new PolicyRuns(new HubClient(sandbox.sandbox().addresses()), sandbox.feed());
    sandbox.sandbox().kill(Service.DUMP);
    RunId first = runs.begin(former.application(), SHORT);
    accepted(task(first, TaskSpec.SnapshotVolumes.class));
    RunId second = runs.begin(latter.application(), LONG);
    // Nobody answers the first, which gives its slot up; the second has it before that tries again.
    accepted(task(second, TaskSpec.SnapshotVolumes.class));
    slots(Service.DUMP, 1);
    Instant dumping = accepted(task(first, TaskSpec.DumpDataService.class));

    RunSettled firstEnd = former.awaitSettled(first);
    RunSettled secondEnd = latter.awaitSettled(second);

    assertGood(former, firstEnd);
    assertGood(latter, secondEnd);
    Instant waited = accepted(task(second, TaskSpec.DumpDataService.class));
    return at(HoldAborted.class, hold -> hold.event().hold().run().equals(second))
        .filter(gaveUp -> dumping.isBefore(gaveUp) && gaveUp.isBefore(waited))
        .isPresent();
  }

  private static void assertGood(HeldShop shop, RunSettled settled) {
    assertThat(settled.reasons()).isEmpty();
    RestorePoint point = shop.point(settled).orElseThrow();
    assertThat(point.consistency()).isEqualTo(Consistency.APPLICATION);
    assertThat(new PointProof(sandbox.sandbox(), sandbox.east()).faults(point)).isEmpty();
  }

  private static void slots(Service executor, int number) {
    sandbox.restartWith(executor, Map.of("slackwater.executor.slots", String.valueOf(number)));
  }

  private static void annotate(String namespace, String applications) {
    sandbox
        .east()
        .namespaces()
        .withName(namespace)
        .edit(
            found -> {
              found
                  .getMetadata()
                  .getAnnotations()
                  .put("slackwater.io/applications", applications.replace('\n', ' '));
              return found;
            });
    new Shop(sandbox.east(), namespace).awaitReady();
  }

  private static ApplicationId discovered(String namespace, String name) {
    return sandbox
        .feed()
        .await(
            "application " + name,
            SOON,
            ApplicationDiscovered.class,
            found ->
                found.event().application().namespace().equals(namespace)
                    && found.event().application().name().equals(name)
                    && found.event().dataServices().stream()
                        .anyMatch(service -> service.version() != null))
        .event()
        .application();
  }

  private static TaskPlanned task(RunId run, Class<? extends TaskSpec> kind) {
    return sandbox
        .feed()
        .await(
            "the %s of %s".formatted(kind.getSimpleName(), run),
            SOON,
            TaskPlanned.class,
            planned -> planned.event().run().equals(run) && kind.isInstance(planned.event().spec()))
        .event();
  }

  /** When a task had its first slot. */
  private static Instant accepted(TaskPlanned task) {
    return sandbox
        .feed()
        .await(
            "the begin of " + task.component(),
            SOON,
            TaskAccepted.class,
            said -> said.event().attempt().task().equals(task.task()))
        .metadata()
        .time();
  }

  private static <R extends TaskReport> Optional<Instant> report(Class<R> kind, TaskPlanned task) {
    return at(kind, said -> said.event().attempt().task().equals(task.task()));
  }

  private static <E extends io.slackwater.contracts.event.Event> Optional<Instant> at(
      Class<E> kind, Predicate<Envelope<E>> wanted) {
    return sandbox.feed().find(kind, wanted).map(found -> found.metadata().time());
  }
}
