// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.Approach;
import io.slackwater.policy.domain.FireDecision.Occupied;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FireDecisionTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Occupied FREE = new Occupied(Optional.empty(), Optional.empty());
  private static final Policy POLICY =
      Shops.policy(Approach.DATA_SERVICE, new Schedule.Every(Duration.ofHours(1), Duration.ZERO));
  private static final ApplicationDiscovered SHOP = Shops.shop("shop");
  private static final Fire FIRE = new Fire(POLICY.name(), SHOP.application(), NOON, NOON);

  @Test
  void runsWhatIsDueUnderAnIdOfItsFireTime() {
    FireDecision decision = FireDecision.of(FIRE, POLICY, SHOP, FREE, NOON.plusSeconds(1));

    assertThat(decision)
        .isInstanceOfSatisfying(
            FireDecision.Run.class,
            run -> {
              assertThat(run.order().run())
                  .isEqualTo(DerivedIds.scheduledRun(POLICY.name(), SHOP.application(), NOON));
              assertThat(run.order().notAfter()).isEqualTo(NOON.plusSeconds(1801));
              assertThat(run.order().correlationId()).isEqualTo(run.order().run().value());
              assertThat(run.missed()).isZero();
            });
  }

  @Test
  void runsOnlyTheLatestOfWhatWasMissed() {
    FireDecision decision =
        FireDecision.of(FIRE, POLICY, SHOP, FREE, NOON.plus(Duration.ofMinutes(310)));

    assertThat(decision).isInstanceOf(FireDecision.Run.class);
    assertThat(decision.fireTime()).isEqualTo(NOON.plus(Duration.ofHours(5)));
    assertThat(decision.missed()).isEqualTo(5);
  }

  @Test
  void skipsWhileTheRunBeforeIsOpen() {
    Occupied open = new Occupied(Optional.of(new RunId("earlier")), Optional.empty());

    FireDecision decision = FireDecision.of(FIRE, POLICY, SHOP, open, NOON);

    assertThat(decision)
        .isInstanceOfSatisfying(
            FireDecision.Skip.class, skip -> assertThat(skip.reason()).contains("run earlier"));
  }

  @Test
  void skipsWhileTheApplicationIsBeingRestored() {
    Occupied restored = new Occupied(Optional.empty(), Optional.of(new RunId("restore")));

    FireDecision decision = FireDecision.of(FIRE, POLICY, SHOP, restored, NOON);

    assertThat(decision)
        .isInstanceOfSatisfying(
            FireDecision.Skip.class,
            skip -> assertThat(skip.reason()).contains("being restored by run restore"));
  }

  @Test
  void skipsWhatTheApproachCannotProtect() {
    FireDecision decision = FireDecision.of(FIRE, POLICY, Shops.website("site"), FREE, NOON);

    assertThat(decision)
        .isInstanceOfSatisfying(
            FireDecision.Skip.class,
            skip -> assertThat(skip.reason()).contains("needs a data service"));
  }
}
