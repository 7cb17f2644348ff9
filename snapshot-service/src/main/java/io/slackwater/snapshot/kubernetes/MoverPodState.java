// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.slackwater.snapshot.domain.MoverState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what a mover pod is doing from its status. */
final class MoverPodState {

  /** Reasons for which a container waits that do not pass by waiting. */
  private static final Set<String> HOPELESS = Set.of("InvalidImageName", "ErrImageNeverPull");

  private MoverPodState() {}

  /**
   * The state of a pod.
   *
   * @param warnings what the cluster says about the pod; asked for only when it does not start
   */
  static MoverState of(@Nullable Pod pod, Supplier<List<String>> warnings) {
    if (pod == null) {
      return new MoverState.Absent();
    }
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return new MoverState.Leaving();
    }
    PodStatus status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
    return switch (Objects.requireNonNullElse(status.getPhase(), "Pending")) {
      case "Succeeded" -> new MoverState.Succeeded();
      case "Failed" -> failed(status);
      case "Pending" -> waiting(pod, status, warnings);
      default -> new MoverState.Running();
    };
  }

  private static MoverState failed(PodStatus status) {
    Optional<ContainerStateTerminated> ended =
        containerState(status).map(ContainerState::getTerminated);
    List<String> why = new ArrayList<>();
    said(status.getReason(), status.getMessage()).ifPresent(why::add);
    ended.flatMap(end -> said(end.getReason(), end.getMessage())).ifPresent(why::add);
    int exitCode =
        ended.map(ContainerStateTerminated::getExitCode).filter(Objects::nonNull).orElse(-1);
    if (ended.isPresent()) {
      why.add("exit code " + exitCode);
    }
    return new MoverState.Failed("failed: " + String.join(", ", why), exitCode);
  }

  private static MoverState waiting(Pod pod, PodStatus status, Supplier<List<String>> warnings) {
    List<String> why = new ArrayList<>();
    Optional<ContainerStateWaiting> waiting =
        containerState(status).map(ContainerState::getWaiting);
    waiting.flatMap(wait -> said(wait.getReason(), wait.getMessage())).ifPresent(why::add);
    if (status.getConditions() != null) {
      status.getConditions().stream()
          .filter(condition -> "PodScheduled".equals(condition.getType()))
          .filter(condition -> "False".equals(condition.getStatus()))
          .flatMap(condition -> said(condition.getReason(), condition.getMessage()).stream())
          .forEach(why::add);
    }
    why.addAll(warnings.get());
    return new MoverState.Waiting(
        Instant.parse(pod.getMetadata().getCreationTimestamp()),
        why.isEmpty() ? "the cluster gives no reason" : String.join("; ", why),
        waiting.map(ContainerStateWaiting::getReason).filter(HOPELESS::contains).isPresent());
  }

  private static Optional<ContainerState> containerState(PodStatus status) {
    return Optional.ofNullable(status.getContainerStatuses()).stream()
        .flatMap(List::stream)
        .filter(container -> MoverPod.CONTAINER.equals(container.getName()))
        .map(ContainerStatus::getState)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static Optional<String> said(@Nullable String reason, @Nullable String message) {
    if (reason == null || reason.isEmpty()) {
      return Optional.ofNullable(message).filter(text -> !text.isEmpty());
    }
    return Optional.of(message == null || message.isEmpty() ? reason : reason + ": " + message);
  }
}
