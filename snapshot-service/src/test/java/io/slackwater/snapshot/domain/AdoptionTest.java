// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdoptionTest {

  private static final Set<String> CLAIMS = Set.of("data", "files");

  @Test
  void cutsWhenNothingWasLeft() {
    Adoption adoption = Adoption.decide(CLAIMS, List.of());

    assertThat(adoption.cutAgain()).isTrue();
    assertThat(adoption.voided()).isEmpty();
  }

  @Test
  void adoptsWholeSetOfAnOlderAttempt() {
    List<CutSnapshot> left = List.of(cut("data", 1), cut("files", 1));

    Adoption adoption = Adoption.decide(CLAIMS, left);

    assertThat(adoption.adopted()).containsExactlyInAnyOrderElementsOf(left);
    assertThat(adoption.voided()).isEmpty();
  }

  @Test
  void voidsSetWithAGap() {
    List<CutSnapshot> left = List.of(cut("data", 1));

    Adoption adoption = Adoption.decide(CLAIMS, left);

    assertThat(adoption.cutAgain()).isTrue();
    assertThat(adoption.voided()).isEqualTo(left);
  }

  @Test
  void neverJoinsSnapshotsOfTwoAttempts() {
    List<CutSnapshot> left = List.of(cut("data", 1), cut("files", 2));

    Adoption adoption = Adoption.decide(CLAIMS, left);

    assertThat(adoption.cutAgain()).isTrue();
    assertThat(adoption.voided()).containsExactlyInAnyOrderElementsOf(left);
  }

  @Test
  void adoptsTheNewestWholeSetAndVoidsTheRest() {
    CutSnapshot gap = cut("data", 3);
    List<CutSnapshot> left =
        List.of(cut("data", 1), cut("files", 1), cut("data", 2), cut("files", 2), gap);

    Adoption adoption = Adoption.decide(CLAIMS, left);

    assertThat(adoption.adopted()).extracting(CutSnapshot::attempt).containsOnly(2);
    assertThat(adoption.voided()).extracting(CutSnapshot::attempt).containsExactly(1, 1, 3);
  }

  @Test
  void voidsSetThatIsBeingDeletedOrFailed() {
    CutSnapshot leaving = new CutSnapshot("shop", "s", "files", 1, null, 1, true, null, null);
    CutSnapshot failed = new CutSnapshot("shop", "s", "files", 1, null, 1, false, null, "no space");

    assertThat(Adoption.decide(CLAIMS, List.of(cut("data", 1), leaving)).cutAgain()).isTrue();
    assertThat(Adoption.decide(CLAIMS, List.of(cut("data", 1), failed)).cutAgain()).isTrue();
  }

  @Test
  void voidsSetOfOtherClaims() {
    List<CutSnapshot> left = List.of(cut("data", 1), cut("files", 1), cut("more", 1));

    assertThat(Adoption.decide(CLAIMS, left).cutAgain()).isTrue();
  }

  private static CutSnapshot cut(String claim, int attempt) {
    return new CutSnapshot(
        "shop",
        "sw-" + claim + "-" + attempt,
        claim,
        attempt,
        null,
        attempt,
        false,
        "content",
        null);
  }
}
