// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PausesTest {

  private static final Pauses PAUSES =
      new Pauses(
          Map.of("writer", Pauses.read("1000 40\n2000 700\n"), "other", Pauses.read("3000 90\n")));

  @Test
  void longestIsOfAllWriters() {
    assertThat(PAUSES.longest()).isEqualTo(700);
    assertThat(PAUSES.count()).isEqualTo(3);
  }

  @Test
  void longestOfATimeTakesWhatReachesIntoIt() {
    assertThat(PAUSES.longest(at(2600), at(2800))).isEqualTo(700);
    assertThat(PAUSES.longest(at(2701), at(3500))).isEqualTo(90);
    assertThat(PAUSES.longest(at(1990), at(1999))).isZero();
  }

  @Test
  void timeIsMetWhenEachWriterHadAWriteInHand() {
    assertThat(PAUSES.metBy(at(2600), at(3050))).isTrue();
    assertThat(PAUSES.metBy(at(2600), at(2900))).isFalse();
  }

  @Test
  void writerThatNotedNothingYetHasNoPause() {
    assertThat(Pauses.read("")).isEqualTo(List.of());
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}
