// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

import io.slackwater.contracts.alert.AlertRaised;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.ApplicationRemoved;
import io.slackwater.contracts.application.NamespacesListed;
import io.slackwater.contracts.request.BackupRequested;
import io.slackwater.contracts.request.CancelRequested;
import io.slackwater.contracts.request.ImportRequested;
import io.slackwater.contracts.request.RequestRejected;
import io.slackwater.contracts.request.RestoreRequested;
import io.slackwater.contracts.restorepoint.RestorePointRecorded;
import io.slackwater.contracts.restorepoint.RestorePointRetired;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.signal.CancelOrdered;
import io.slackwater.contracts.signal.HoldAborted;
import io.slackwater.contracts.signal.HoldImported;
import io.slackwater.contracts.signal.HoldPrepared;
import io.slackwater.contracts.signal.HoldPreparing;
import io.slackwater.contracts.signal.HoldQuiesced;
import io.slackwater.contracts.signal.HoldSealed;
import io.slackwater.contracts.task.ExecutorHeartbeat;
import io.slackwater.contracts.task.RestorePointsFound;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskCancelled;
import io.slackwater.contracts.task.TaskExpired;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskProgressed;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.contracts.task.TaskWaiting;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every event type: its CloudEvents name, its record and the stream it belongs to. */
public enum EventType {
  BACKUP_REQUESTED("io.slackwater.request.backup.v1", BackupRequested.class, Topic.REQUESTS),
  RESTORE_REQUESTED("io.slackwater.request.restore.v1", RestoreRequested.class, Topic.REQUESTS),
  CANCEL_REQUESTED("io.slackwater.request.cancel.v1", CancelRequested.class, Topic.REQUESTS),
  IMPORT_REQUESTED("io.slackwater.request.import.v1", ImportRequested.class, Topic.REQUESTS),
  REQUEST_REJECTED("io.slackwater.request.rejected.v1", RequestRejected.class, Topic.REQUESTS),
  RUN_PLANNED("io.slackwater.run.planned.v1", RunPlanned.class, Topic.RUNS),
  RUN_SETTLED("io.slackwater.run.settled.v1", RunSettled.class, Topic.RUNS),
  TASK_PLANNED("io.slackwater.task.planned.v1", TaskPlanned.class, Topic.TASKS),
  TASK_ACCEPTED("io.slackwater.task.accepted.v1", TaskAccepted.class, Topic.TASK_EVENTS),
  TASK_WAITING("io.slackwater.task.waiting.v1", TaskWaiting.class, Topic.TASK_EVENTS),
  TASK_PROGRESSED("io.slackwater.task.progressed.v1", TaskProgressed.class, Topic.TASK_EVENTS),
  TASK_SUCCEEDED("io.slackwater.task.succeeded.v1", TaskSucceeded.class, Topic.TASK_EVENTS),
  TASK_FAILED("io.slackwater.task.failed.v1", TaskFailed.class, Topic.TASK_EVENTS),
  TASK_CANCELLED("io.slackwater.task.cancelled.v1", TaskCancelled.class, Topic.TASK_EVENTS),
  TASK_EXPIRED("io.slackwater.task.expired.v1", TaskExpired.class, Topic.TASK_EVENTS),
  RESTORE_POINTS_FOUND(
      "io.slackwater.restore-points.found.v1", RestorePointsFound.class, Topic.TASK_EVENTS),
  HOLD_PREPARING("io.slackwater.hold.preparing.v1", HoldPreparing.class, Topic.SIGNALS),
  HOLD_PREPARED("io.slackwater.hold.prepared.v1", HoldPrepared.class, Topic.SIGNALS),
  HOLD_QUIESCED("io.slackwater.hold.quiesced.v1", HoldQuiesced.class, Topic.SIGNALS),
  HOLD_IMPORTED("io.slackwater.hold.imported.v1", HoldImported.class, Topic.SIGNALS),
  HOLD_SEALED("io.slackwater.hold.sealed.v1", HoldSealed.class, Topic.SIGNALS),
  HOLD_ABORTED("io.slackwater.hold.aborted.v1", HoldAborted.class, Topic.SIGNALS),
  CANCEL_ORDERED("io.slackwater.cancel.ordered.v1", CancelOrdered.class, Topic.SIGNALS),
  EXECUTOR_HEARTBEAT(
      "io.slackwater.executor.heartbeat.v1", ExecutorHeartbeat.class, Topic.TASK_EVENTS),
  APPLICATION_DISCOVERED(
      "io.slackwater.application.discovered.v1", ApplicationDiscovered.class, Topic.APPLICATIONS),
  APPLICATION_REMOVED(
      "io.slackwater.application.removed.v1", ApplicationRemoved.class, Topic.APPLICATIONS),
  NAMESPACES_LISTED(
      "io.slackwater.namespaces.listed.v1", NamespacesListed.class, Topic.APPLICATIONS),
  RESTORE_POINT_RECORDED(
      "io.slackwater.restore-point.recorded.v1", RestorePointRecorded.class, Topic.RESTORE_POINTS),
  RESTORE_POINT_RETIRED(
      "io.slackwater.restore-point.retired.v1", RestorePointRetired.class, Topic.RESTORE_POINTS),
  ALERT_RAISED("io.slackwater.alert.raised.v1", AlertRaised.class, Topic.ALERTS);

  private static final Map<String, EventType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::type, Function.identity()));
  private static final Map<Class<?>, EventType> BY_RECORD =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::record, Function.identity()));

  private final String type;
  private final Class<? extends Event> record;
  private final Topic topic;

  EventType(String type, Class<? extends Event> record, Topic topic) {
    this.type = type;
    this.record = record;
    this.topic = topic;
  }

  /** The CloudEvents type, with its major version at the end. */
  public String type() {
    return type;
  }

  /** The record that holds the data. */
  public Class<? extends Event> record() {
    return record;
  }

  /** The topic it is published on. */
  public Topic topic() {
    return topic;
  }

  /** Whether it is a tombstone on the wire: its key says all. */
  public boolean tombstone() {
    return this == APPLICATION_REMOVED || this == RESTORE_POINT_RETIRED;
  }

  /** The type without its version. */
  String family() {
    return type.substring(0, type.lastIndexOf(".v"));
  }

  /** The type with that CloudEvents name. */
  public static Optional<EventType> named(String type) {
    return Optional.ofNullable(BY_NAME.get(type));
  }

  /**
   * The type of an event.
   *
   * @throws IllegalStateException when the record is missing in this table, a defect
   */
  public static EventType of(Event event) {
    EventType type = BY_RECORD.get(event.getClass());
    if (type == null) {
      throw new IllegalStateException("no event type for " + event.getClass());
    }
    return type;
  }
}
