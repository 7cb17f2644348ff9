// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A restore point, as its last event told it. */
@Entity
@Table(name = "restore_point")
class RestorePointRow {
  @Id String id;

  @Column(name = "run_id")
  String runId;

  String application;
  String state;

  @Column(name = "created_at")
  Instant createdAt;

  @JdbcTypeCode(SqlTypes.JSON)
  String document;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate, or by RunMapper right after
  RestorePointRow() {}
}
