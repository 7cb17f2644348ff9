// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.request.RequestRejected;
import io.slackwater.contracts.restorepoint.RestorePointRecorded;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.signal.HoldAborted;
import io.slackwater.contracts.signal.HoldQuiesced;
import io.slackwater.contracts.signal.HoldSealed;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSucceeded;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Events in a line each, for whoever watches. Thread-safe. */
final class EventLines {

  private final Map<TaskId, String> tasks = new ConcurrentHashMap<>();

  /** The line; empty for what would be noise. */
  Optional<String> line(Envelope<?> envelope) {
    return Optional.ofNullable(
        switch (envelope.event()) {
          case ApplicationDiscovered e ->
              "application.discovered %s: %d objects, %d volumes, %d data services"
                  .formatted(
                      e.application().key(),
                      e.objects(),
                      e.volumes().size(),
                      e.dataServices().size());
          case RunPlanned e -> "run.planned %s %s".formatted(e.kind(), shortened(e.run().value()));
          case TaskPlanned e -> {
            tasks.put(e.task(), e.spec().getClass().getSimpleName() + " " + e.component());
            yield e.attempt() == 1
                ? null
                : "task.planned attempt %d: %s".formatted(e.attempt(), name(e.task()));
          }
          case TaskSucceeded e ->
              "task.succeeded %s (%d artifacts, %.1f s)"
                  .formatted(
                      name(e.attempt().task()),
                      e.artifacts().size(),
                      Duration.between(e.startedAt(), e.finishedAt()).toMillis() / 1000.0);
          case TaskFailed e -> "task.failed %s: %s".formatted(name(e.attempt().task()), e.reason());
          case RequestRejected e -> "request.rejected " + e.reasons();
          case RestorePointRecorded e ->
              "restore-point %s %s %s"
                  .formatted(
                      shortened(e.restorePoint().id().value()),
                      e.restorePoint().state(),
                      e.restorePoint().consistency());
          case RunSettled e ->
              "run.settled %s %s %s".formatted(e.kind(), shortened(e.run().value()), e.outcome());
          case HoldQuiesced e -> "hold.quiesced " + e.hold().id().value();
          case HoldSealed e -> "hold.sealed " + e.hold().id().value();
          case HoldAborted e -> "hold.aborted %s: %s".formatted(e.hold().id().value(), e.reason());
          default -> null;
        });
  }

  private String name(TaskId task) {
    return tasks.getOrDefault(task, shortened(task.value()));
  }

  private static String shortened(String id) {
    return id.length() > 12 ? id.substring(0, 12) : id;
  }
}
