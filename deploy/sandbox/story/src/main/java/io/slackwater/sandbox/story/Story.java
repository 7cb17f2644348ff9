// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.sandbox.story.hub.DeadLetters;
import io.slackwater.sandbox.story.hub.EventFeed;
import io.slackwater.sandbox.story.hub.HubClient;
import io.slackwater.sandbox.story.hub.LiveStream;
import io.slackwater.sandbox.story.hub.Portal;
import io.slackwater.sandbox.story.shop.Inspector;
import io.slackwater.sandbox.story.shop.Inventory;
import io.slackwater.sandbox.story.shop.Pauses;
import io.slackwater.sandbox.story.shop.Shop;
import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.story.stack.Secrets;
import io.slackwater.sandbox.testing.Poll;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The whole story in a running sandbox: protect, destroy, bring back, check. For one thread, once.
 */
public final class Story {

  private static final String WEST = "west";
  private static final Duration PLACED = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(11);
  private static final int ORDERS_AT_FIRST = 10;

  private final Sandbox sandbox;
  private final Narrator narrator;
  private final Checks checks;

  /** A story to be played in a sandbox. */
  public Story(Sandbox sandbox, Narrator narrator) {
    this.sandbox = sandbox;
    this.narrator = narrator;
    this.checks = new Checks(narrator);
  }

  /**
   * Plays it.
   *
   * @throws StoryException when it cannot go on
   */
  public Report play() {
    long begin = System.nanoTime();
    EventLines lines = new EventLines();
    try (KubernetesClient east = sandbox.kubernetes("east");
        KubernetesClient west = sandbox.kubernetes(WEST);
        LiveStream live = new LiveStream(sandbox.addresses());
        EventFeed feed =
            new EventFeed(
                sandbox.addresses().bootstrapServers(),
                event -> lines.line(event).ifPresent(narrator::aside))) {
      HubClient hub = new HubClient(sandbox.addresses());
      Place home = Place.home(east);
      narrator.chapter("An application: namespace shop in cluster east");
      LateStorage.make(east);
      arrive(home, feed);
      Inventory before = home.inventory();
      Protection protection =
          new Protection(hub, feed, home, new Portal(sandbox.addresses().bootstrapServers()));
      Recovery recovery = new Recovery(hub, feed, home);
      Proof proof = new Proof(narrator, checks, live);

      narrator.chapter("Protect: a policy for each approach, and a request over Kafka");
      Backups backups = Backups.make(narrator, checks, protection, proof);
      Backup requested =
          narrator.step(
              "a portal's record on slackwater.requests.v1, followed by its correlationid",
              () -> protection.byRequest("data-service"));
      proof.examine(requested);
      checks.that(
          "a restore into a namespace that exists is refused",
          recovery.refusalFaults(backups.dump()));
      Pauses pauses = home.writers().pauses();
      checks.that(
          "no writer waited longer than maxHold and a second (%d writes, %d ms at most)"
              .formatted(pauses.count(), pauses.longest()),
          pauses.longest() <= LONGEST_PAUSE.toMillis(),
          "one waited %d ms".formatted(pauses.longest()));

      Original original = new Original(before, home.writers().take(Clock.systemUTC().instant()));
      Replay replay = new Replay(narrator, checks, proof, recovery, original);
      List<Report.Approach> approaches =
          new ArrayList<>(new Disasters(narrator, checks, replay, east).play(backups));
      narrator.chapter(
          "A move, from the location alone: a new hub, cluster west, another namespace and storage class");
      Restic restic = new Restic(sandbox, Protection.APPLICATION);
      narrator.step(
          "west gets executors of its own, with its own secret", () -> sandbox.join(WEST));
      checks.that(
          "west's secret does not open the repository of the shop",
          !restic.opensBy(Secrets.repositoryPassword(WEST)),
          "it does, so a temporary key proves nothing");
      approaches.add(
          new West(narrator, checks, proof, original, new NewHub(sandbox, hub, feed, live))
              .play(west, recovery, backups.application()));

      audit(hub, restic);
      checks.that("every record on Kafka can be read", feed.unreadable());
      Map<String, Long> dead = new DeadLetters(sandbox.addresses().bootstrapServers()).counts();
      checks.that(
          "no record became a dead letter (%d topics)".formatted(dead.size()),
          dead.isEmpty() ? List.of("there is no topic for them") : DeadLetters.told(dead));
      return new Report(
          checks.allHeld(),
          (System.nanoTime() - begin) / 1e9,
          approaches,
          checks.all().stream().filter(c -> !c.held()).map(Checks.Check::name).toList(),
          Versions.of(sandbox, restic, home.inspector().serverVersion()),
          narrator.steps());
    }
  }

  private void arrive(Place home, EventFeed feed) {
    Shop shop = home.shop();
    Inspector inspector = home.inspector();
    narrator.step(
        "its objects are made; snapshots of the orders' files are cut %d ms late"
            .formatted(LateStorage.QUEUE.toMillis()),
        () -> shop.deployWithFilesOn(LateStorage.NAME));
    narrator.step("PostgreSQL and the writers are ready", shop::awaitReady);
    narrator.step(
        "the first orders are placed",
        () -> {
          if (!Poll.until(PLACED, () -> inspector.orders() >= ORDERS_AT_FIRST)) {
            throw new StoryException("the writer places no orders");
          }
        });
    ApplicationDiscovered found =
        narrator.step(
            "discovery-service finds its volumes and its data service",
            () -> Discovered.await(feed, Protection.APPLICATION));
    String version = found.dataServices().getFirst().version();
    checks.that(
        "discovery names PostgreSQL " + version,
        version != null && version.startsWith(inspector.serverVersion().split(" ", 2)[0]),
        "the server says " + inspector.serverVersion());
  }

  private void audit(HubClient hub, Restic restic) {
    narrator.chapter("The repository, by stock restic");
    narrator.step("restic check --read-data " + restic.repository(), restic::checkAll);
    Set<String> named = new SnapshotNames(hub).ofApplication(Protection.APPLICATION);
    Set<String> listed = narrator.step("restic snapshots", restic::snapshots);
    List<String> faults = new ArrayList<>();
    named.stream().filter(id -> !listed.contains(id)).forEach(id -> faults.add(id + " is missing"));
    listed.stream()
        .filter(id -> !named.contains(id))
        .forEach(id -> faults.add(id + " belongs to no restore point"));
    checks.that(
        "restic lists the snapshots that the restore points name (%d)".formatted(named.size()),
        faults);
  }
}
