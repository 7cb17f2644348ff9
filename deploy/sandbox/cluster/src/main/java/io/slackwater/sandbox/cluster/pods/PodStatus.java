// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Conditions;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import java.time.Instant;
import java.util.List;

/** Writes a pod's status from what its containers do. */
final class PodStatus {
  private final String hostAddress;

  PodStatus(String hostAddress) {
    this.hostAddress = hostAddress;
  }

  ObjectNode write(
      ObjectNode pod,
      String address,
      List<ContainerRun> initial,
      List<ContainerRun> main,
      Instant now) {
    ObjectNode status = Json.child(pod, "status");
    boolean initialized = initial.stream().allMatch(run -> run.isFinished() && hasSucceeded(run));
    String phase = phase(initial, main);
    boolean ready = phase.equals("Running") && main.stream().allMatch(ContainerRun::isReady);
    status.put("phase", phase);
    status.put("hostIP", hostAddress);
    if (!status.has("startTime")) {
      status.put("startTime", Metadata.timestamp(now));
    }
    if (!address.isEmpty()) {
      status.put("podIP", address).putArray("podIPs").addObject().put("ip", address);
    }
    if (!initial.isEmpty()) {
      containers(status.putArray("initContainerStatuses"), initial);
    }
    containers(status.putArray("containerStatuses"), main);
    Conditions.set(status, "PodScheduled", true, now);
    Conditions.set(status, "Initialized", initialized, now);
    Conditions.set(status, "ContainersReady", ready, now);
    Conditions.set(status, "Ready", ready, now);
    return pod;
  }

  private static String phase(List<ContainerRun> initial, List<ContainerRun> main) {
    if (initial.stream().anyMatch(run -> run.isFinished() && !hasSucceeded(run))) {
      return "Failed";
    }
    if (!main.isEmpty() && main.stream().allMatch(ContainerRun::isFinished)) {
      return main.stream().allMatch(PodStatus::hasSucceeded) ? "Succeeded" : "Failed";
    }
    return main.stream().allMatch(run -> run.hasStarted() || run.isFinished())
        ? "Running"
        : "Pending";
  }

  private static boolean hasSucceeded(ContainerRun run) {
    return run.state() instanceof ContainerState.Terminated terminated
        && terminated.exitCode() == 0;
  }

  private static void containers(ArrayNode statuses, List<ContainerRun> runs) {
    for (ContainerRun run : runs) {
      String image = run.specification().path("image").asText("");
      ObjectNode status = statuses.addObject().put("name", run.name());
      status.set("state", run.state().toJson());
      ContainerState last = run.lastState();
      status.set("lastState", last == null ? Json.object() : last.toJson());
      boolean succeeded = run.isFinished() && hasSucceeded(run);
      status
          .put("ready", run.isReady() || succeeded)
          .put("started", run.processes().isPresent())
          .put("restartCount", run.restarts())
          .put("image", image)
          .put("imageID", image.isEmpty() ? "" : "sandbox://" + image)
          .put("containerID", run.id());
    }
  }
}
