// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.snapshot.domain.MoverLine;
import io.slackwater.snapshot.domain.MoverState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MoverEndTest {

  private static final MoverState FAILED = new MoverState.Failed("failed: exit code 1", 1);

  @Test
  void repeatsTheLastWordsOfAMoverThatEndedBeforeItCouldComplain() {
    List<MoverLine> lines =
        IntStream.rangeClosed(1, 9)
            .<MoverLine>mapToObj(number -> new MoverLine.Other("line " + number))
            .toList();

    assertThat(new MoverEnd("mover-1", FAILED, lines).failure("data"))
        .hasMessageContaining("exit code 1")
        .hasMessageContaining("its last output: line 5 / line 6 / line 7 / line 8 / line 9");
  }

  @Test
  void repeatsComplaintsAndNothingElse() {
    List<MoverLine> lines =
        List.of(new MoverLine.Other("noise"), new MoverLine.Complaint("wrong password"));

    assertThat(new MoverEnd("mover-1", FAILED, lines).failure("data"))
        .hasMessageContaining("it said: wrong password")
        .hasMessageNotContaining("noise");
  }

  @Test
  void shortensLongLines() {
    List<MoverLine> lines = List.of(new MoverLine.Other("x".repeat(5000)));

    assertThat(new MoverEnd("mover-1", FAILED, lines).failure("data").getMessage())
        .hasSizeLessThan(1000);
  }
}
