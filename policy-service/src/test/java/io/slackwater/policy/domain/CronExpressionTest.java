// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CronExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "\"\";0 fields instead of 5",
        "* * * *;4 fields instead of 5",
        "0 0 12 * * *;6 fields instead of 5",
        "60 * * * *;minute '60': 60 is not between 0 and 59",
        "* 24 * * *;hour '24'",
        "* * 0 * *;day of month '0'",
        "* * * 13 *;month '13'",
        "* * * * 8;day of week '8'",
        "5-1 * * * *;the range ends before it begins",
        "*/0 * * * *;the step must be at least 1",
        "a * * * *;'a' is not a number",
        "* * * FOO *;'FOO' is not a number or name",
        "1,,2 * * * *;'' is not a number",
        "1/2/3 * * * *;more than one '/'",
        "@fortnightly;1 fields instead of 5"
      })
  void saysWhichPartCannotBeRead(String expression, String why) {
    assertThatThrownBy(() -> CronExpression.parse(expression))
        .isInstanceOf(InvalidCronException.class)
        .hasMessageContaining(why);
  }
}
