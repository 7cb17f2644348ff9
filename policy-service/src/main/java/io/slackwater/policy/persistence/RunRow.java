// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.policy.application.PolicyRun;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code run}. */
@Entity
@Table(name = "run")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class RunRow {

  @Id String id;

  String application;

  @Nullable String policy;

  @Nullable String request;

  @Column(name = "fire_time")
  @Nullable Instant fireTime;

  String approach;

  @Column(name = "planned_at")
  Instant plannedAt;

  @Column(name = "not_after")
  Instant notAfter;

  @Nullable String outcome;

  @Column(name = "settled_at")
  @Nullable Instant settledAt;

  PolicyRun toPolicyRun() {
    return new PolicyRun(
        new RunId(id),
        ApplicationId.parse(application),
        plannedAt,
        outcome == null ? null : Outcome.valueOf(outcome),
        settledAt);
  }
}
