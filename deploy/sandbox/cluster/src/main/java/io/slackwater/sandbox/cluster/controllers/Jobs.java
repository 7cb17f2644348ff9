// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.api.Admission;
import io.slackwater.sandbox.cluster.store.Conditions;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs a Job's pods to their success, or until it has failed too often or too long. */
final class Jobs implements Controller {
  private final ObjectStore store;
  private final Admission admission;
  private final Clock clock;

  Jobs(ObjectStore store, Admission admission, Clock clock) {
    this.store = store;
    this.admission = admission;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "jobs";
  }

  @Override
  public void reconcile() {
    for (ObjectNode job : store.list(Types.JOB, "")) {
      ObjectKey key = ObjectKey.of(Types.JOB, Metadata.namespace(job), Metadata.name(job));
      if (!Metadata.isDeleting(job)) {
        Attempt.at(key, () -> reconcile(key, job));
      }
    }
  }

  private void reconcile(ObjectKey key, ObjectNode job) {
    if (isFinished(job)) {
      expire(key, job);
      return;
    }
    JsonNode spec = job.path("spec");
    List<ObjectNode> pods = Pods.ownedBy(store, job);
    int succeeded = (int) pods.stream().filter(Pods::hasSucceeded).count();
    int failed = (int) pods.stream().filter(Pods::hasFailed).count();
    List<ObjectNode> active =
        pods.stream().filter(pod -> !Pods.isFinished(pod) && !Metadata.isDeleting(pod)).toList();
    String failure = failure(job, failed);
    int completions = spec.path("completions").asInt(1);
    if (!failure.isEmpty()) {
      active.forEach(pod -> store.delete(podKey(pod)));
      finish(key, succeeded, failed, "Failed", failure);
    } else if (succeeded >= completions) {
      finish(key, succeeded, failed, "Complete", "CompletionsReached");
    } else {
      boolean suspended = spec.path("suspend").asBoolean();
      int wanted =
          suspended ? 0 : Math.min(spec.path("parallelism").asInt(1), completions - succeeded);
      for (int count = active.size(); count < wanted; count++) {
        create(job);
      }
      active.stream().skip(wanted).forEach(pod -> store.delete(podKey(pod)));
      show(key, wanted, succeeded, failed);
    }
  }

  private static ObjectKey podKey(ObjectNode pod) {
    return ObjectKey.of(Types.POD, Metadata.namespace(pod), Metadata.name(pod));
  }

  private static boolean isFinished(JsonNode job) {
    for (JsonNode condition : job.path("status").path("conditions")) {
      String type = condition.path("type").asText();
      if ((type.equals("Complete") || type.equals("Failed"))
          && condition.path("status").asText().equals("True")) {
        return true;
      }
    }
    return false;
  }

  private String failure(JsonNode job, int failed) {
    if (failed > job.path("spec").path("backoffLimit").asInt(6)) {
      return "BackoffLimitExceeded";
    }
    JsonNode deadline = job.path("spec").path("activeDeadlineSeconds");
    JsonNode started = job.path("status").path("startTime");
    if (deadline.isNumber() && started.isTextual()) {
      Instant end = Instant.parse(started.asText()).plusSeconds(deadline.asLong());
      return clock.instant().isAfter(end) ? "DeadlineExceeded" : "";
    }
    return "";
  }

  private void expire(ObjectKey key, JsonNode job) {
    JsonNode patience = job.path("spec").path("ttlSecondsAfterFinished");
    if (patience.isNumber()) {
      String end = job.path("status").path("completionTime").asText("");
      Instant finished =
          Instant.parse(end.isEmpty() ? job.path("status").path("startTime").asText() : end);
      if (Duration.between(finished, clock.instant()).toSeconds() >= patience.asLong()) {
        store.delete(key);
      }
    }
  }

  private void create(ObjectNode job) {
    ObjectNode pod = Pods.fromTemplate(job);
    ObjectNode metadata = Json.child(pod, "metadata");
    metadata.put("generateName", Metadata.name(job) + "-");
    Json.child(metadata, "labels")
        .put("job-name", Metadata.name(job))
        .put("batch.kubernetes.io/job-name", Metadata.name(job))
        .put("controller-uid", Metadata.uid(job));
    admission.create(Types.POD, Metadata.namespace(job), pod);
  }

  private void show(ObjectKey key, int active, int succeeded, int failed) {
    store.update(key, current -> counted(current, active, succeeded, failed));
  }

  private ObjectNode counted(ObjectNode job, int active, int succeeded, int failed) {
    ObjectNode status = Json.child(job, "status");
    if (!status.has("startTime")) {
      status.put("startTime", Metadata.timestamp(clock.instant()));
    }
    status.put("active", active).put("succeeded", succeeded).put("failed", failed);
    return job;
  }

  private void finish(ObjectKey key, int succeeded, int failed, String type, String reason) {
    store.update(
        key,
        current -> {
          ObjectNode status = Json.child(counted(current, 0, succeeded, failed), "status");
          Conditions.set(status, type, true, clock.instant());
          Conditions.explain(status, type, reason);
          if (type.equals("Complete")) {
            status.put("completionTime", Metadata.timestamp(clock.instant()));
          }
          return current;
        });
  }
}
