// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.messaging.EventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes attempts of tasks that arrived. Thread-safe. */
@Singleton
final class AttemptFactory {

  private final Clusters clusters;
  private final ExecutorIdentity identity;
  private final EventPublisher publisher;
  private final Clock clock;

  AttemptFactory(
      Clusters clusters, ExecutorIdentity identity, EventPublisher publisher, Clock clock) {
    this.clusters = clusters;
    this.identity = identity;
    this.publisher = publisher;
    this.clock = clock;
  }

  ExecutorKind kind() {
    return identity.kind();
  }

  Attempt attempt(Envelope<TaskPlanned> task) {
    return new Attempt(
        task.event(),
        clusters.client(task.event().application().cluster()),
        new AttemptReports(task.event(), task.metadata(), identity, publisher, clock),
        clock);
  }
}
