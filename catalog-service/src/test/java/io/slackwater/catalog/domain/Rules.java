// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import java.time.Duration;

/** The rules that unit tests judge by: those of production. */
final class Rules {
  static final SupervisionRules USUAL =
      new SupervisionRules(
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          2,
          5,
          3,
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          Duration.ofHours(1));

  private Rules() {}
}
