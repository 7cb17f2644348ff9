// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T10:00:00Z,2026-11-22T10:00:00Z",
    "2026-11-22T10:00:00.100Z,2026-11-22T10:00:00.1Z",
    "2026-11-22T10:00:00.000000001Z,2026-11-22T10:00:00.000000001Z",
    "1969-12-31T23:59:59.500Z,1969-12-31T23:59:59.5Z",
    "0001-01-01T00:00:00Z,0001-01-01T00:00:00Z"
  })
  void trimsZerosAsGoDoes(String time, String expected) {
    assertThat(GoTime.format(Instant.parse(time))).isEqualTo(expected);
  }

  @Test
  void keepsToTheYearsThatGoCanWrite() {
    assertThat(GoTime.format(Instant.MAX)).startsWith("9999-12-31T");
    assertThat(GoTime.format(Instant.MIN)).startsWith("0000-01-01T");
  }

  @Test
  void readsOtherZones() throws Exception {
    assertThat(GoTime.parse("2026-11-22T12:00:00.5+02:00"))
        .isEqualTo(Instant.parse("2026-11-22T10:00:00.5Z"));
  }

  @Test
  void refusesWhatIsNoTime() {
    assertThatThrownBy(() -> GoTime.parse("yesterday")).isInstanceOf(IOException.class);
  }
}
