// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.run.Approach;
import io.slackwater.policy.domain.PolicyDocument.HoldDocument;
import io.slackwater.policy.domain.PolicyDocument.ObjectivesDocument;
import io.slackwater.policy.domain.PolicyDocument.RetentionDocument;
import io.slackwater.policy.domain.PolicyDocument.ScheduleDocument;
import io.slackwater.policy.domain.PolicyDocument.SelectorDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PolicyRulesTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final PolicyRules RULES =
      new PolicyRules(
          new HubLimits(
              Set.of(new LocationName("primary")),
              Duration.ofMinutes(1),
              Set.of(Approach.STORAGE_SNAPSHOT, Approach.DATA_SERVICE)));

  @Test
  void findsNothingWrongWithAGoodPolicy() {
    assertThat(fields(document(schedule("30 2 * * *", null, "PT10M"), all()))).isEmpty();
  }

  @Test
  void namesAScheduleThatNeverFires() {
    assertThat(fields(document(schedule("0 0 30 2 *", null, null), all())))
        .containsExactly("schedule.cron");
  }

  @Test
  void namesAnIntervalThatIsTooShort() {
    assertThat(fields(document(schedule(null, "PT59S", null), all())))
        .containsExactly("schedule.every");
  }

  @Test
  void namesASpreadThatReachesTheNextFireTime() {
    assertThat(fields(document(schedule("*/10 * * * *", null, "PT10M"), all())))
        .containsExactly("schedule.spread");
  }

  @Test
  void namesASelectorThatSelectsNothing() {
    SelectorDocument selector =
        new SelectorDocument(List.of("west"), List.of(), List.of(), Map.of());

    assertThat(fields(document(schedule("30 2 * * *", null, null), selector)))
        .containsExactly("selector");
  }

  @Test
  void namesAHoldThatMayBePreparedForLongerThanARun() {
    PolicyDocument good = document(schedule("30 2 * * *", null, null), all());
    PolicyDocument holding = withHold(withApproach(good, "application"), "PT30M", "PT30M5S");
    PolicyRules rules =
        new PolicyRules(
            new HubLimits(
                Set.of(new LocationName("primary")),
                Duration.ofMinutes(1),
                Set.of(Approach.values())));

    assertThat(
            rules.faults(PolicyReader.read(holding, List.of()), List.of(Shops.shop("shop")), NOON))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.field()).isEqualTo("hold.prepare");
              assertThat(fault.what()).contains("PT30M5S");
            });
    assertThat(
            rules.faults(
                PolicyReader.read(withHold(holding, "PT30M", "PT30M6S"), List.of()),
                List.of(Shops.shop("shop")),
                NOON))
        .isEmpty();
    assertThat(
            rules.faults(
                PolicyReader.read(withHold(good, "PT30M", "PT1M"), List.of()),
                List.of(Shops.shop("shop")),
                NOON))
        .isEmpty();
  }

  @Test
  void namesEveryFaultAtOnce() {
    PolicyDocument document =
        new PolicyDocument(
            "../../etc",
            new SelectorDocument(List.of("East!"), List.of("a/b"), null, null),
            "magic",
            new HoldDocument("PT61S", "PT9S"),
            new ScheduleDocument("1 2 3", "Mars/Olympus", null, "soon"),
            new RetentionDocument(-1, null, -2, null, null, null),
            "nowhere",
            null,
            new ObjectivesDocument("P1Y", "-PT1H"),
            "PT0S",
            null);

    assertThat(fields(document))
        .containsExactlyInAnyOrder(
            "name",
            "selector.clusters",
            "selector.namespaces",
            "approach",
            "hold.max",
            "hold.prepare",
            "schedule.cron",
            "schedule.timeZone",
            "schedule.spread",
            "retention.last",
            "retention.daily",
            "location",
            "objectives.rpo",
            "objectives.rto",
            "maxDuration");
  }

  @Test
  void namesAnApproachThatIsNotOffered() {
    PolicyDocument document = document(schedule("30 2 * * *", null, null), all());
    PolicyDocument asking = withApproach(document, "application");

    assertThat(
            RULES.faults(PolicyReader.read(asking, List.of()), List.of(Shops.shop("shop")), NOON))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.field()).isEqualTo("approach");
              assertThat(fault.what()).isEqualTo("the approach application is not offered here");
              assertThat(fault.why()).contains("[storage-snapshot, data-service]");
            });
  }

  @Test
  void readsTheBoundsOfTheHoldAndTakesTheUsualOnesWhereNothingIsSaid() {
    HoldBounds read =
        PolicyReader.read(document(schedule("30 2 * * *", null, null), all()), List.of()).hold();

    assertThat(read).isEqualTo(new HoldBounds(Duration.ofSeconds(5), Duration.ofMinutes(2)));
  }

  @Test
  void namesEverythingThatIsMissing() {
    PolicyDocument nothing =
        new PolicyDocument(null, null, null, null, null, null, null, null, null, null, null);

    assertThat(fields(nothing))
        .containsExactly("name", "selector", "approach", "schedule", "location");
  }

  @Test
  void selectsByClusterPatternAndLabel() {
    Selector selector =
        new Selector(
            List.of(Shops.shop("shop").application().cluster()),
            List.of(new Glob("sh*")),
            List.of(new Glob("s?op")),
            Map.of("tier", "gold"));

    assertThat(selector.selects(Shops.shop("shop"))).isTrue();
    assertThat(selector.selects(Shops.shop("shops"))).isFalse();
    assertThat(selector.selects(Shops.website("shop"))).isFalse();
  }

  @Test
  void readsBackWhatItWrites() {
    Policy policy =
        PolicyReader.read(document(schedule("30 2 * * *", null, "PT10M"), all()), List.of())
            .policy()
            .orElseThrow();

    assertThat(PolicyReader.read(PolicyDocument.of(policy), List.of()).policy()).contains(policy);
  }

  private static List<String> fields(PolicyDocument document) {
    return RULES
        .faults(PolicyReader.read(document, List.of()), List.of(Shops.shop("shop")), NOON)
        .stream()
        .map(Fault::field)
        .toList();
  }

  private static PolicyDocument withApproach(PolicyDocument document, String approach) {
    return new PolicyDocument(
        document.name(),
        document.selector(),
        approach,
        document.hold(),
        document.schedule(),
        document.retention(),
        document.location(),
        document.export(),
        document.objectives(),
        document.maxDuration(),
        document.paused());
  }

  private static PolicyDocument withHold(
      PolicyDocument document, String prepare, String maxDuration) {
    return new PolicyDocument(
        document.name(),
        document.selector(),
        document.approach(),
        new HoldDocument("PT5S", prepare),
        document.schedule(),
        document.retention(),
        document.location(),
        document.export(),
        document.objectives(),
        maxDuration,
        document.paused());
  }

  private static SelectorDocument all() {
    return new SelectorDocument(null, null, null, null);
  }

  private static ScheduleDocument schedule(
      @Nullable String cron, @Nullable String every, @Nullable String spread) {
    return new ScheduleDocument(cron, null, every, spread);
  }

  private static PolicyDocument document(ScheduleDocument schedule, SelectorDocument selector) {
    return new PolicyDocument(
        "shops",
        selector,
        "data-service",
        new HoldDocument("PT5S", null),
        schedule,
        new RetentionDocument(3, 24, 7, 4, 12, 1),
        "primary",
        true,
        new ObjectivesDocument("PT24H", "PT1H"),
        "PT2H",
        false);
  }
}
