// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import io.slackwater.contracts.task.ExecutorKind;
import org.jspecify.annotations.Nullable;

/** The five services. */
public enum Service {
  POLICY("policy-service", null, "policy"),
  CATALOG("catalog-service", null, "catalog"),
  DISCOVERY("discovery-service", ExecutorKind.DISCOVERY, null),
  SNAPSHOT("snapshot-service", ExecutorKind.SNAPSHOT, null),
  DUMP("dump-service", ExecutorKind.DUMP, null);

  private final String module;
  private final @Nullable ExecutorKind executor;
  private final @Nullable String database;

  Service(String module, @Nullable ExecutorKind executor, @Nullable String database) {
    this.module = module;
    this.executor = executor;
    this.database = database;
  }

  /** Its module, which is also its name. */
  public String module() {
    return module;
  }

  /** What it executes; absent for a service of the hub. */
  @Nullable ExecutorKind executor() {
    return executor;
  }

  /** Its database; absent for an executor. */
  @Nullable String database() {
    return database;
  }
}
