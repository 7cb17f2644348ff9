// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.task.TaskPlanned;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a backup run and the first attempts of its tasks. What is planned from the same order
 * is equal, event ids included.
 */
public record BackupPlan(BackupOrder order, RunPlanned run, List<TaskPlanned> tasks) {

  /** Copies the list. */
  public BackupPlan {
    tasks = List.copyOf(tasks);
  }

  /** What is to be published: the plan, then its tasks. */
  public List<Envelope<?>> events() {
    List<Envelope<?>> events = new ArrayList<>();
    events.add(new Envelope<>(metadata(EventIds.plan(run.run()), null), run));
    for (TaskPlanned task : tasks) {
      events.add(new Envelope<>(metadata(EventIds.attempt(task), task.attempt()), task));
    }
    return events;
  }

  private EventMetadata metadata(String id, @Nullable Integer attempt) {
    return new EventMetadata(
        id,
        EventIds.SOURCE,
        order.plannedAt(),
        order.application().cluster(),
        order.run(),
        attempt,
        order.correlationId());
  }
}
