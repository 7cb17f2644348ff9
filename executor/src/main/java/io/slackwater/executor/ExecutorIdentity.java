// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.task.ExecutorKind;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;

/**
 * Who this instance is: new at every start, so that a restarted executor is never taken for the one
 * that died.
 */
@Singleton
final class ExecutorIdentity {

  private final ExecutorKind kind;
  private final ExecutorId id;

  ExecutorIdentity(ExecutorConfig config) {
    this.kind = config.kind();
    this.id = new ExecutorId(service() + "-" + UUID.randomUUID().toString().substring(0, 8));
  }

  ExecutorKind kind() {
    return kind;
  }

  ExecutorId id() {
    return id;
  }

  String service() {
    return kind.name().toLowerCase(Locale.ROOT) + "-service";
  }
}
