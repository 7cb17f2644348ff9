// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.id.RunId;
import io.slackwater.sandbox.story.hub.LiveStream;
import io.slackwater.sandbox.story.shop.Inspector;
import io.slackwater.sandbox.story.shop.Writings;
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What proves a backup, and a restored shop: SQL, hashes, and what the writers noted. */
final class Proof {

  private static final Duration ALIVE = Duration.ofSeconds(30);
  private static final Duration MAX_HOLD = Duration.ofSeconds(10);
  private static final Duration LIVE = Duration.ofSeconds(10);

  private final Narrator narrator;
  private final Checks checks;
  private final LiveStream live;

  Proof(Narrator narrator, Checks checks, LiveStream live) {
    this.narrator = narrator;
    this.checks = checks;
    this.live = live;
  }

  /** Checks that orders went on until the cut, and that the run's end was told live. */
  void examine(Backup backup) {
    int between = backup.atCut().orders().size() - backup.before().orders().size();
    List<String> faults = new ArrayList<>(backup.atCut().missing(backup.before()));
    if (between <= 0) {
      faults.add(
          "the cut at %s is not later than what was noted before"
              .formatted(backup.point().cutAt()));
    }
    checks.that(
        "the cut is later than the request: %d orders were committed in between".formatted(between),
        faults);
    toldLive(backup.run(), "the backup");
  }

  /** Checks that a hold was sealed and let the writers go in time. */
  void examineHold(Backup backup) {
    List<String> faults =
        backup.hold().map(Proof::holdFaults).orElseGet(() -> List.of("it names no hold"));
    checks.that(
        "%s was cut in a sealed hold; the longest that a writer waited is %d ms"
            .formatted(backup.approach(), backup.longestPauseMillis()),
        faults);
  }

  private static List<String> holdFaults(HoldArtifact hold) {
    List<String> faults = new ArrayList<>();
    hold.unbarred()
        .forEach(
            each -> faults.add("%s was not barred: %s".formatted(each.component(), each.reason())));
    if (hold.barriers().isEmpty()) {
      faults.add("nothing was barred");
    }
    hold.barriers().stream()
        .filter(each -> each.holdMillis() > MAX_HOLD.toMillis())
        .forEach(
            each ->
                faults.add("%s was barred %d ms".formatted(each.component(), each.holdMillis())));
    return faults;
  }

  /** Checks data and writers of the restored shop; whether all held. */
  boolean verify(Backup backup, Restored restored, Origin origin, Place place) {
    Inspector inspector = place.inspector();
    int orders = backup.atCut().orders().size();
    boolean source =
        checks.that(
            "all data came from the %s, by the events of the restore".formatted(origin.told()),
            origin.faults(restored.artifacts()));
    boolean told = toldLive(restored.run(), "the restore");
    boolean rows =
        checks.that(
            "every order committed before the cut is there (%d, by SQL)".formatted(orders),
            inspector.missingRows(backup.atCut()));
    boolean files =
        !origin.withFiles()
            || checks.that(
                "every file of those orders is there (%d, by SHA-256)".formatted(orders),
                inspector.missingFiles(backup.atCut()));
    long before = inspector.orders();
    boolean alive =
        checks.that(
            "the writer goes on",
            Poll.until(ALIVE, () -> inspector.orders() > before),
            "no order was added");
    return Stream.of(source, told, rows, files, alive).allMatch(Boolean::booleanValue);
  }

  /**
   * Compares what the two writers had made of one cut. What was cut in a hold must be whole, and
   * just what was committed before. What the storage cut by itself, at two moments, must show that,
   * and its database must be what one crash leaves.
   */
  boolean one(Backup backup, Writings written, Writings found) {
    return backup.hold().isPresent() ? whole(backup, written, found) : torn(backup, written, found);
  }

  private boolean whole(Backup backup, Writings written, Writings found) {
    boolean whole =
        checks.that(
            "every order has its file and every file its order (%d)"
                .formatted(found.orders().size()),
            found.halfOrders());
    boolean orders =
        checks.that(
            "the orders are those that were committed before the cut, and no other",
            found.ordersOtherThan(backup.atCut()));
    boolean visits =
        checks.that(
            "the other writer's visits are those that were committed before the cut, and no other (%d)"
                .formatted(backup.visitsAtCut().visits()),
            found.visitsOtherThan(written, backup.visitsAtCut()));
    return whole && orders && visits;
  }

  private boolean torn(Backup backup, Writings written, Writings found) {
    Tear tear = Tear.of(backup, found);
    boolean seen =
        checks.that(
            "without a hold it is not " + tear.told(),
            tear.filesWithoutRow() > 0,
            "no file came back without its row, though the storage cut the files later");
    boolean prefix =
        checks.that(
            "the other writer's visits are a prefix of what it wrote: its database is of one moment",
            found.visitsThatAreNoPrefix(written, backup.visitsAtCut()));
    return seen && prefix;
  }

  private boolean toldLive(RunId run, String what) {
    return checks.that(
        "the API's live stream told the end of " + what,
        live.tellsEndOf(run, LIVE),
        "no run.settled of %s came by SSE; %s".formatted(run.value(), live.state()));
  }
}
