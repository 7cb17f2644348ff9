// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {
  private static final Map<String, String> LABELS =
      Map.of("app", "web", "tier", "front", "example.com/kind", "x");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "app=web",
        "app==web,tier=front",
        "app!=db",
        "app in (web, db)",
        "app notin (db),tier",
        "!missing",
        "missing!=x",
        "missing notin (a,b)",
        "example.com/kind=x"
      })
  void selects(String selector) {
    assertThat(LabelSelector.parse(selector).matches(LABELS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"app=db", "app!=web", "app in (db)", "app notin (web)", "missing", "!app"})
  void leavesOut(String selector) {
    assertThat(LabelSelector.parse(selector).matches(LABELS)).isFalse();
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThatThrownBy(() -> LabelSelector.parse("app = = web")).isInstanceOf(ApiException.class);
  }
}
