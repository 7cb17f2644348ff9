// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {
  @ParameterizedTest
  @CsvSource({
    "plain,plain",
    "$(A),1",
    "a$(A)b$(B)c,a1b2c",
    "$(UNKNOWN),$(UNKNOWN)",
    "$$(A),$(A)",
    "$A,$A",
    "$(A,$(A",
    "costs $$5,costs $5"
  })
  void expandsAsKubernetesDoes(String text, String expanded) {
    assertThat(Expansion.expand(text, Map.of("A", "1", "B", "2"))).isEqualTo(expanded);
  }
}
