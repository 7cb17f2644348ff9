// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static final Evidence.Order FIRST = new Evidence.Order("a.txt", "11", "1.5");
  private static final Evidence.Order SECOND = new Evidence.Order("b.txt", "22", "2.5");
  private static final Evidence NOTED = new Evidence(Map.of(1L, FIRST, 2L, SECOND), "stock");

  @Test
  void moreThanWasNotedIsWell() {
    Evidence later =
        new Evidence(
            Map.of(1L, FIRST, 2L, SECOND, 3L, new Evidence.Order("c", "33", "3")), "stock");
    assertThat(later.missing(NOTED)).isEmpty();
  }

  @Test
  void tellsALostOrder() {
    assertThat(new Evidence(Map.of(2L, SECOND), "stock").missing(NOTED))
        .containsExactly("order 1 of a.txt is gone");
  }

  @Test
  void tellsAChangedOrderAndAChangedStock() {
    Evidence changed =
        new Evidence(
            Map.of(1L, FIRST, 2L, new Evidence.Order("b.txt", "23", "2.5")), "other stock");
    assertThat(changed.missing(NOTED))
        .hasSize(2)
        .anySatisfy(fault -> assertThat(fault).startsWith("order 2 is "))
        .contains("the stock is not what it was");
  }
}
