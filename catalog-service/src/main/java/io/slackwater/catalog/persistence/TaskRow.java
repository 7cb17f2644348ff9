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

/** A task with its attempts; its columns are what the supervisor looks for. */
@Entity
@Table(name = "task")
class TaskRow {
  @Id String id;

  @Column(name = "run_id")
  String runId;

  String cluster;
  @Nullable String executor;
  @Nullable String kind;
  String status;
  int attempt;
  long sequence;

  @Column(name = "not_after")
  @Nullable Instant notAfter;

  @Column(name = "due_at")
  @Nullable Instant dueAt;

  @JdbcTypeCode(SqlTypes.JSON)
  String document;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate, or by RunMapper right after
  TaskRow() {}
}
