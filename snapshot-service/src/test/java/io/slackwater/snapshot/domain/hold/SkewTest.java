// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkewTest {

  private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration WINDOW = Duration.ofMillis(700);

  @Test
  void isAsUncertainAsTheClockOfItsDriverIsCoarse() {
    assertThat(skew("a", TEN, "a", TEN.plusMillis(40))).isEqualTo(new Skew(40, 1));
    assertThat(skew("a", TEN, "a", TEN.plusSeconds(1))).isEqualTo(new Skew(1000, 1000));
  }

  @Test
  void ofTwoDriversIsKnownOnlyToBeWithinTheCut() {
    assertThat(skew("a", TEN, "b", TEN.plusSeconds(3600))).isEqualTo(new Skew(700, 700));
  }

  @Test
  void isNoneOfOneSnapshot() {
    assertThat(Skew.of(List.of(new Skew.Creation("a", TEN)), WINDOW)).isEmpty();
  }

  private static Skew skew(String driver, Instant at, String other, Instant later) {
    return Skew.of(List.of(new Skew.Creation(driver, at), new Skew.Creation(other, later)), WINDOW)
        .orElseThrow();
  }
}
