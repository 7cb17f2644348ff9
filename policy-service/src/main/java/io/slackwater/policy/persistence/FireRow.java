// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.policy.domain.Fire;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code fire}. */
@Entity
@Table(name = "fire")
@IdClass(FireRow.Key.class)
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class FireRow {

  record Key(String policy, String application) {}

  @Id String policy;

  @Id String application;

  @Column(name = "fire_time")
  Instant fireTime;

  @Column(name = "due_at")
  Instant dueAt;

  Fire toFire() {
    return new Fire(new PolicyName(policy), ApplicationId.parse(application), fireTime, dueAt);
  }
}
