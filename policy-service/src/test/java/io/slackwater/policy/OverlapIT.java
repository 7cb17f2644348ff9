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
import io.slackwater.policy.domain.Shops;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No two runs of a policy overlap, and policies rest while their application is restored. */
@QuarkusTest
@TestProfile(TestSettings.class)
final class OverlapIT extends DueTurns {

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

  /** Makes the policy due again; what ran or was skipped counts as an hour older. */
  private void pretendItFiredEarlier(String policy) {
    rows("delete from skipped_fire where policy = $1", policy);
    rows(
        "update run set id = id || '-' , fire_time = fire_time - interval '1 hour' where policy = $1 and outcome is not null",
        policy);
    makeDue(policy, 0);
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
}
