// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.policy.application.DueFires;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Turns of policies that are made due, and taken on demand. */
abstract class DueTurns extends RunningService {

  static final String HOURLY = "{\"every\": \"PT1H\"}";

  @Inject DueFires dueFires;

  DueFires.Tally takeAll() {
    return dueFires.takeAll().await().atMost(Duration.ofSeconds(30));
  }

  /** Moves the next turns of a policy back to the hour that began last, or some hours before. */
  void makeDue(String policy, int hoursMissed) {
    Instant fireTime =
        Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(hoursMissed));
    rows(
        "update fire set fire_time = $2, due_at = $2 where policy = $1",
        policy,
        fireTime.atOffset(ZoneOffset.UTC));
  }

  List<String> skipReasons(String policy) {
    return rows("select reason from skipped_fire where policy = $1", policy).stream()
        .map(row -> row.getString("reason"))
        .toList();
  }

  static boolean isOf(String policy, RunPlanned run) {
    return run.policy() != null && run.policy().value().equals(policy);
  }
}
