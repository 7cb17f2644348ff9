// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WatermarkTest {
  private final Watermark mark = new Watermark();

  @Test
  void isAtOnceProvenWhenNothingIsOutstanding() {
    mark.observe(10, Map.of(0, 5L), Map.of(0, 5L));

    assertThat(mark.proven()).hasValue(10);
  }

  @Test
  void provesNothingWhileTheConsumerLags() {
    mark.observe(10, Map.of(0, 5L, 1, 3L), Map.of(0, 5L, 1, 2L));

    assertThat(mark.proven()).isEmpty();
  }

  @Test
  void provesTheTimeOfTheProbeThatWasReachedAndNoLater() {
    mark.observe(10, Map.of(0, 5L), Map.of(0, 1L));
    mark.observe(20, Map.of(0, 9L), Map.of(0, 4L));
    assertThat(mark.proven()).isEmpty();

    mark.observe(30, Map.of(0, 20L), Map.of(0, 6L));

    assertThat(mark.proven()).hasValue(10);
  }

  @Test
  void movesOnUnderSteadyTraffic() {
    for (int second = 0; second < 100; second++) {
      mark.observe(second, Map.of(0, 10L * second), Map.of(0, 10L * second - 15));
    }

    assertThat(mark.proven().orElse(0)).isGreaterThan(90);
  }
}
