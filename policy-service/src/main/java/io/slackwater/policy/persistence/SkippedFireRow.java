// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.policy.application.SkippedFire;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code skipped_fire}. */
@Entity
@Table(name = "skipped_fire")
@IdClass(SkippedFireRow.Key.class)
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class SkippedFireRow {

  record Key(String policy, String application, Instant fireTime) {}

  @Id String policy;

  @Id String application;

  @Id
  @Column(name = "fire_time")
  Instant fireTime;

  String reason;

  @Column(name = "recorded_at")
  Instant recordedAt;

  SkippedFire toSkippedFire() {
    return new SkippedFire(
        new PolicyName(policy), ApplicationId.parse(application), fireTime, reason, recordedAt);
  }
}
