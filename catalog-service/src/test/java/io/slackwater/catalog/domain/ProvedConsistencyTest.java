// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.slackwater.catalog.Samples;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.restorepoint.ComponentConsistency;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.run.Approach;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What a hold proved, component by component. */
class ProvedConsistencyTest {
  private static final HoldId HOLD = new HoldId("h-0123456789abcdef");
  private static final HoldId OTHER = new HoldId("h-fedcba9876543210");
  private static final String DATABASE = "DataService/db";
  private static final String DATABASE_VOLUME = "PersistentVolumeClaim/data-db-0";
  private static final String FILES = "PersistentVolumeClaim/files";
  private static final HoldArtifact.Unbarred MAILER =
      new HoldArtifact.Unbarred("Deployment/mailer", "it declares no hold");

  private final Samples shop = Samples.of("east", "shop");

  @Test
  void provesTheApplicationWhenEveryWriterWasBarred() {
    List<ComponentConsistency> components =
        application(shop.hold(HOLD, true, List.of()), shop.dump(HOLD));

    assertThat(proved(components))
        .containsExactly(
            tuple(DATABASE, Consistency.APPLICATION),
            tuple(DATABASE_VOLUME, Consistency.APPLICATION),
            tuple(FILES, Consistency.APPLICATION));
    assertThat(whole(components)).isEqualTo(Consistency.APPLICATION);
    assertThat(components)
        .allSatisfy(component -> assertThat(component.reason()).contains(HOLD.value()));
  }

  @Test
  void aVolumeWhoseWriterDeclaredNothingIsAsAfterACrashAndTheRestIsNot() {
    List<ComponentConsistency> components =
        application(shop.hold(HOLD, false, List.of()), shop.dump(HOLD));

    assertThat(proved(components))
        .containsExactly(
            tuple(DATABASE, Consistency.APPLICATION),
            tuple(DATABASE_VOLUME, Consistency.APPLICATION),
            tuple(FILES, Consistency.CRASH));
    assertThat(reason(components, FILES)).isEqualTo("Deployment/mailer declares no hold");
    assertThat(whole(components)).isEqualTo(Consistency.CRASH);
  }

  @Test
  void aWriterThatWasNotBarredLowersWhatTheOthersProve() {
    List<ComponentConsistency> components =
        application(shop.hold(HOLD, true, List.of(MAILER)), shop.dump(HOLD));

    assertThat(proved(components))
        .containsExactly(
            tuple(DATABASE, Consistency.DATA_SERVICE_NATIVE),
            tuple(DATABASE_VOLUME, Consistency.DATA_SERVICE_QUIESCED),
            tuple(FILES, Consistency.DATA_SERVICE_QUIESCED));
    assertThat(components)
        .allSatisfy(
            component ->
                assertThat(component.reason())
                    .contains("Deployment/mailer was not barred: it declares no hold"));
    assertThat(whole(components)).isEqualTo(Consistency.DATA_SERVICE_QUIESCED);
  }

  @Test
  void aDumpOutsideTheHoldIsWorthItsOwnTransactions() {
    List<ComponentConsistency> components =
        application(shop.hold(HOLD, true, List.of()), shop.dump());

    assertThat(proved(components))
        .containsExactly(
            tuple(DATABASE, Consistency.DATA_SERVICE_NATIVE),
            tuple(DATABASE_VOLUME, Consistency.APPLICATION),
            tuple(FILES, Consistency.APPLICATION));
    assertThat(reason(components, DATABASE)).isEqualTo("dumped after the hold");
    assertThat(whole(components)).isEqualTo(Consistency.DATA_SERVICE_NATIVE);
  }

  @Test
  void withoutASealedHoldVolumesAreAsAfterACrash() {
    List<ComponentConsistency> components =
        components(Approach.APPLICATION, cut(), List.of(shop.dump()));

    assertThat(proved(components))
        .containsExactly(
            tuple(DATABASE, Consistency.DATA_SERVICE_NATIVE),
            tuple(DATABASE_VOLUME, Consistency.CRASH),
            tuple(FILES, Consistency.CRASH));
    assertThat(reason(components, FILES)).contains("no sealed hold");
    assertThat(whole(components)).isEqualTo(Consistency.CRASH);
  }

  @Test
  void aDumpOfAHoldThatNobodySealedProvesNothing() {
    List<ComponentConsistency> components =
        components(Approach.APPLICATION, cut(), List.of(shop.dump(HOLD)));

    assertThat(proved(components)).contains(tuple(DATABASE, Consistency.CRASH));
    assertThat(reason(components, DATABASE)).contains("no sealed hold");
  }

  @Test
  void differentHoldsAreNeverMixed() {
    List<ComponentConsistency> dumpOfAnother =
        application(shop.hold(HOLD, true, List.of()), shop.dump(OTHER));
    List<ComponentConsistency> twoSealed =
        components(
            Approach.APPLICATION,
            cut(),
            List.of(
                shop.hold(HOLD, true, List.of()),
                shop.hold(OTHER, true, List.of()),
                shop.dump(HOLD)));

    for (List<ComponentConsistency> components : List.of(dumpOfAnother, twoSealed)) {
      assertThat(components)
          .hasSize(3)
          .allSatisfy(
              component -> {
                assertThat(component.consistency()).isEqualTo(Consistency.CRASH);
                assertThat(component.reason()).contains(HOLD.value(), OTHER.value(), "never mixed");
              });
    }
  }

  @Test
  void aVolumeOfWhichTheHoldSaysNothingIsAsAfterACrash() {
    HoldArtifact whole = shop.hold(HOLD, true, List.of());
    HoldArtifact silent =
        new HoldArtifact(
            HOLD,
            whole.quiesceMillis(),
            whole.barriers(),
            List.of(),
            whole.volumes().subList(0, 1),
            null,
            null,
            whole.cutAt(),
            whole.sealedAt());

    assertThat(proved(application(silent, shop.dump(HOLD))))
        .contains(tuple(FILES, Consistency.CRASH), tuple(DATABASE, Consistency.APPLICATION));
  }

  @Test
  void aComponentThatWasNotCapturedIsNamedWithWhatFailed() {
    List<ComponentConsistency> components =
        new ProvedConsistency(
                Approach.APPLICATION,
                shop.composition(),
                List.of(shop.snapshot(shop.databaseVolume()), shop.hold(HOLD, true, List.of())),
                List.of("DataService/db: no space"))
            .components();

    assertThat(proved(components))
        .containsExactly(
            tuple(DATABASE, Consistency.NOT_CAPTURED),
            tuple(DATABASE_VOLUME, Consistency.APPLICATION),
            tuple(FILES, Consistency.NOT_CAPTURED));
    assertThat(reason(components, DATABASE)).contains("no space");
    assertThat(whole(components)).isEqualTo(Consistency.NOT_CAPTURED);
  }

  @Test
  void hooksProveQuiescedDataServicesAndNoMore() {
    List<ComponentConsistency> components =
        components(
            Approach.SNAPSHOT_WITH_HOOKS, cut(), List.of(shop.hold(HOLD, false, List.of(MAILER))));

    assertThat(proved(components))
        .containsExactly(
            tuple(DATABASE_VOLUME, Consistency.DATA_SERVICE_QUIESCED),
            tuple(FILES, Consistency.CRASH));
    assertThat(ProvedConsistency.least(Approach.SNAPSHOT_WITH_HOOKS, components))
        .isEqualTo(Consistency.CRASH);
  }

  private List<ComponentConsistency> application(Artifact hold, Artifact dump) {
    return components(Approach.APPLICATION, cut(), List.of(hold, dump));
  }

  private List<ComponentConsistency> components(
      Approach approach, List<Artifact> cut, List<Artifact> others) {
    List<Artifact> all = new java.util.ArrayList<>(cut);
    all.addAll(others);
    return new ProvedConsistency(approach, shop.composition(), all, List.of()).components();
  }

  private List<Artifact> cut() {
    return List.of(shop.snapshot(shop.databaseVolume()), shop.snapshot(shop.fileVolume()));
  }

  private static Consistency whole(List<ComponentConsistency> components) {
    return ProvedConsistency.least(Approach.APPLICATION, components);
  }

  private static List<Tuple> proved(List<ComponentConsistency> components) {
    return components.stream().map(c -> tuple(c.component(), c.consistency())).toList();
  }

  private static String reason(List<ComponentConsistency> components, String component) {
    return components.stream()
        .filter(c -> c.component().equals(component))
        .map(ComponentConsistency::reason)
        .findFirst()
        .orElseThrow();
  }
}
