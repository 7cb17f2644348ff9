// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A run without its tasks and its restore point; the lock on it is the lock on all of them. */
@Entity
@Table(name = "run")
class RunRow {
  @Id String id;
  @Nullable String kind;
  String state;
  boolean settled;
  String application;
  String cluster;
  String namespace;

  @Column(name = "restore_point")
  @Nullable String restorePoint;

  @Column(name = "correlation_id")
  @Nullable String correlationId;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "cancel_deadline")
  @Nullable Instant cancelDeadline;

  @JdbcTypeCode(SqlTypes.JSON)
  String document;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate, or by RunMapper right after
  RunRow() {}
}
