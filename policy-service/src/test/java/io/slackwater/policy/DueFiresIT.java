// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.policy.application.DueFires;
import io.slackwater.policy.domain.Shops;
import java.time.Duration;
import java.time.Instant;
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
final class DueFiresIT extends DueTurns {

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
}
