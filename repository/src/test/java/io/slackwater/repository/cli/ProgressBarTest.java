// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.repository.progress.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {

  private static final Duration SINCE = Duration.ofSeconds(75);

  @Test
  void showsHowFarItIsWhereTheWholeIsKnown() {
    assertThat(ProgressBar.line(new Progress(3, 10, 5 << 20, 10 << 20), SINCE))
        .isEqualTo("[1:15] ==========---------- 50.0% 3/10 done, 5.0 MiB");
  }

  @Test
  void countsFilesWhereBytesAreNotKnown() {
    assertThat(ProgressBar.line(new Progress(1, 4, 0, 0), SINCE))
        .isEqualTo("[1:15] =====--------------- 25.0% 1/4 done");
  }

  @Test
  void countsWhereNothingIsKnown() {
    assertThat(ProgressBar.line(new Progress(7, 0, 1 << 20, 0), SINCE))
        .isEqualTo("[1:15] 7 done, 1.0 MiB");
  }

  @Test
  void neverShowsMoreThanTheWhole() {
    assertThat(ProgressBar.line(new Progress(7, 7, 12, 10), SINCE)).contains("100.0%");
  }
}
