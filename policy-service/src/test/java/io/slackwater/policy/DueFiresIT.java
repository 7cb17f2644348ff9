// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.event.WireRecord;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.run.Trigger;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.policy.application.DueFires;
import io.slackwater.policy.domain.Shops;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What becomes of turns that are due. */
@QuarkusTest
@TestProfile(TestSettings.class)
final class DueFiresIT extends RunningService {

  private static final String HOURLY = "{\"every\": \"PT1H\"}";

  @Inject DueFires dueFires;

  @Test
  void makesEachDueRunOnceThoughManyLook() throws Exception {
    String prefix = freshName("fleet");
    String policy = freshName("p");
    for (int i = 0; i < 10; i++) {
      known(Shops.shop(prefix + "-" + i));
    }
    post(policy(policy, prefix + "-*", HOURLY));
    makeDue(policy, 0);

    takeAtOnce(8);

    assertThat(rows("select application from run where policy = $1", policy))
        .extracting(row -> row.getString("application"))
        .hasSize(10)
        .doesNotHaveDuplicates();
    assertThat(rows("select 1 from fire where policy = $1 and due_at > now()", policy)).hasSize(10);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(wire.events(RunPlanned.class, event -> isOf(policy, event)))
                    .hasSize(10));
    assertThat(
            wire.events(
                TaskPlanned.class, event -> event.application().namespace().startsWith(prefix)))
        .hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void makesUpForTheLatestOfWhatWasMissed() {
    ApplicationDiscovered shop = known(Shops.shop(freshName("shop")));
    String policy = freshName("p");
    post(policy(policy, shop.application().namespace(), HOURLY));
    makeDue(policy, 5);

    takeAll();

    assertThat(rows("select fire_time from run where policy = $1", policy))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.getOffsetDateTime("fire_time").toInstant())
                    .isEqualTo(Instant.now().truncatedTo(ChronoUnit.HOURS)));
    assertThat(skipReasons(policy)).singleElement().asString().startsWith("5 fire times");
  }

  @Test
  void skipsWhileTheRunBeforeIsOpenAndGoesOnWhenItIsSettled() {
    ApplicationDiscovered shop = known(Shops.shop(freshName("shop")));
    String policy = freshName("p");
    post(policy(policy, shop.application().namespace(), HOURLY));
    makeDue(policy, 0);
    takeAll();
    RunPlanned first = wire.await(RunPlanned.class, event -> isOf(policy, event)).event();

    pretendItFiredEarlier(policy);
    takeAll();
    assertThat(skipReasons(policy))
        .singleElement()
        .asString()
        .contains(first.run().value())
        .contains("not settled");

    settle(first);
    pretendItFiredEarlier(policy);
    takeAll();
    assertThat(rows("select 1 from run where policy = $1", policy)).hasSize(2);
  }

  @Test
  void settlesARunOnceAndForGood() {
    ApplicationDiscovered shop = known(Shops.shop(freshName("shop")));
    String policy = freshName("p");
    post(policy(policy, shop.application().namespace(), HOURLY));
    makeDue(policy, 0);
    takeAll();
    RunPlanned run = wire.await(RunPlanned.class, event -> isOf(policy, event)).event();

    settle(run);
    wire.publish(
        Wire.said(Instant.now(), run.application().cluster(), null),
        settled(run.run(), RunKind.BACKUP, run.application(), Outcome.FAILED));
    passedBy(run.run(), run.application());

    assertThat(rows("select outcome from run where policy = $1", policy))
        .extracting(row -> row.getString("outcome"))
        .containsExactly("SUCCEEDED");
  }

  @Test
  void restsWhileTheApplicationIsBeingRestored() {
    ApplicationDiscovered shop = known(Shops.shop(freshName("shop")));
    String policy = freshName("p");
    post(policy(policy, shop.application().namespace(), HOURLY));
    RunId restore = restoreBegins(shop.application());
    awaitRestore(restore, false);

    makeDue(policy, 0);
    takeAll();
    assertThat(skipReasons(policy)).singleElement().asString().contains(restore.value());

    restoreEnds(restore, shop.application());
    awaitRestore(restore, true);
    pretendItFiredEarlier(policy);
    takeAll();
    assertThat(rows("select 1 from run where policy = $1", policy)).hasSize(1);
  }

  @Test
  void doesNotRestForARestoreWhoseEndWasSeenBeforeItsPlan() {
    ApplicationDiscovered shop = known(Shops.shop(freshName("shop")));
    String policy = freshName("p");
    post(policy(policy, shop.application().namespace(), HOURLY));
    RunId restore = new RunId(freshName("restore"));

    restoreEnds(restore, shop.application());
    awaitRestore(restore, true);
    plan(restore, shop.application());
    passedBy(restore, shop.application());
    makeDue(policy, 0);
    takeAll();

    assertThat(rows("select 1 from run where policy = $1", policy)).hasSize(1);
  }

  @Test
  void letsNoBrokenPolicyHinderAnother() {
    ApplicationDiscovered shop = known(Shops.shop(freshName("shop")));
    String broken = freshName("p");
    String sound = freshName("p");
    post(policy(broken, shop.application().namespace(), HOURLY));
    post(policy(sound, shop.application().namespace(), HOURLY));
    makeDue(broken, 2);
    makeDue(sound, 0);
    rows("update policy set document = '{\"name\": \"nonsense\"}' where name = $1", broken);

    DueFires.Tally tally = takeAll();
    rows("delete from policy where name = $1", broken);

    assertThat(tally.failed()).isEqualTo(1);
    assertThat(rows("select 1 from run where policy = $1", sound)).hasSize(1);
    assertThat(rows("select 1 from fire where policy = $1 and due_at > now()", broken)).hasSize(1);
    rows("delete from fire where policy = $1", broken);
  }

  private DueFires.Tally takeAll() {
    return dueFires.takeAll().await().atMost(Duration.ofSeconds(30));
  }

  private void takeAtOnce(int lookers) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(lookers)) {
      List<Callable<DueFires.Tally>> looks = new ArrayList<>();
      for (int i = 0; i < lookers; i++) {
        looks.add(this::takeAll);
      }
      for (Future<DueFires.Tally> look : threads.invokeAll(looks)) {
        assertThat(look.get().failed()).isZero();
      }
    }
  }

  /** Moves the next turns of a policy back to the hour that began last, or some hours before. */
  private void makeDue(String policy, int hoursMissed) {
    Instant fireTime =
        Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(hoursMissed));
    rows(
        "update fire set fire_time = $2, due_at = $2 where policy = $1",
        policy,
        fireTime.atOffset(ZoneOffset.UTC));
  }

  /** Makes the policy due again; what ran or was skipped counts as an hour older. */
  private void pretendItFiredEarlier(String policy) {
    rows("delete from skipped_fire where policy = $1", policy);
    rows(
        "update run set id = id || '-' , fire_time = fire_time - interval '1 hour' where policy = $1 and outcome is not null",
        policy);
    makeDue(policy, 0);
  }

  private List<String> skipReasons(String policy) {
    return rows("select reason from skipped_fire where policy = $1", policy).stream()
        .map(row -> row.getString("reason"))
        .toList();
  }

  private void settle(RunPlanned run) {
    wire.publish(
        Wire.said(Instant.now(), run.application().cluster(), null),
        settled(run.run(), RunKind.BACKUP, run.application(), Outcome.SUCCEEDED));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        rows(
                            "select 1 from run where id = $1 and outcome = 'SUCCEEDED'",
                            run.run().value()))
                    .hasSize(1));
  }

  private RunId restoreBegins(ApplicationId application) {
    RunId restore = new RunId(freshName("restore"));
    plan(restore, application);
    return restore;
  }

  private void plan(RunId restore, ApplicationId application) {
    wire.publish(
        Wire.said(Instant.now(), application.cluster(), null),
        new RunPlanned(
            restore,
            RunKind.RESTORE,
            application,
            null,
            new RestorePointId("rp-1"),
            new LocationName("primary"),
            false,
            Trigger.REQUEST,
            null,
            null,
            null,
            List.of(),
            Instant.now(),
            Instant.now().plus(Duration.ofHours(1))));
  }

  private void restoreEnds(RunId restore, ApplicationId application) {
    wire.publish(
        Wire.said(Instant.now(), application.cluster(), null),
        settled(restore, RunKind.RESTORE, application, Outcome.SUCCEEDED));
  }

  /** Waits until everything published of a run before has been taken. */
  private void passedBy(RunId run, ApplicationId application) {
    var barrier =
        wire.encode(
            Wire.said(Instant.now(), application.cluster(), null),
            settled(run, RunKind.RESTORE, application, Outcome.SUCCEEDED));
    wire.publish(
        new WireRecord(barrier.topic(), barrier.key(), barrier.headers(), new byte[] {'x'}));
    wire.awaitRecord(
        record ->
            record.topic().equals("slackwater.runs.v1.dlq") && barrier.key().equals(record.key()));
  }

  private void awaitRestore(RunId restore, boolean settled) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        rows(
                            "select 1 from restore where run = $1 and settled = $2",
                            restore.value(),
                            settled))
                    .hasSize(1));
  }

  private static RunSettled settled(
      RunId run, RunKind kind, ApplicationId application, Outcome outcome) {
    return new RunSettled(
        run,
        kind,
        application,
        new RestorePointId("rp-1"),
        null,
        outcome,
        outcome == Outcome.SUCCEEDED ? List.of() : List.of("a test"),
        Instant.now(),
        Instant.now());
  }

  private static boolean isOf(String policy, RunPlanned run) {
    return run.policy() != null && run.policy().value().equals(policy);
  }
}
