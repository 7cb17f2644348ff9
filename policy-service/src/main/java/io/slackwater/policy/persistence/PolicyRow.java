// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import io.slackwater.policy.application.StoredPolicy;
import io.slackwater.policy.domain.Policy;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;

/** A row of {@code policy}. */
@Entity
@Table(name = "policy")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class PolicyRow {

  @Id String name;

  @Version long version;

  @ColumnTransformer(read = "cast(document as text)", write = "cast(cast(? as text) as jsonb)")
  String document;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  PolicyRow() {}

  PolicyRow(Policy policy, Instant now) {
    name = policy.name().value();
    document = PolicyJson.write(policy);
    createdAt = now;
    updatedAt = now;
  }

  StoredPolicy toStored() {
    return new StoredPolicy(PolicyJson.read(name, document), version, createdAt, updatedAt);
  }
}
