// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizesTest {

  @Test
  void writesTheLargestUnitThatDivides() {
    assertThat(Sizes.quantity(1L << 30)).hasToString("1Gi");
    assertThat(Sizes.quantity(1536L << 20)).hasToString("1536Mi");
    assertThat(Sizes.quantity(1000)).hasToString("1000");
    assertThat(Sizes.quantity(0)).hasToString("0");
  }
}
