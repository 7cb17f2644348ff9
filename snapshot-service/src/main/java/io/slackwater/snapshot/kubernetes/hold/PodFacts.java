// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes.hold;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.slackwater.dataservices.hold.WriterCommand;
import io.slackwater.snapshot.domain.hold.ContainerRun;
import io.slackwater.snapshot.domain.hold.Mount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Reads of a pod what a hold needs to know. */
final class PodFacts {

  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private PodFacts() {}

  static boolean ended(Pod pod) {
    return ENDED.contains(phase(pod));
  }

  static boolean declares(Pod pod) {
    Map<String, String> annotations = pod.getMetadata().getAnnotations();
    return annotations != null && annotations.containsKey(WriterCommand.ANNOTATION);
  }

  static boolean running(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null && "Running".equals(phase(pod));
  }

  private static String phase(Pod pod) {
    return pod.getStatus() == null
        ? ""
        : Objects.requireNonNullElse(pod.getStatus().getPhase(), "");
  }

  static boolean runs(Pod pod, String container) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && statuses(pod)
            .filter(status -> status.getName().equals(container))
            .anyMatch(
                status -> status.getState() != null && status.getState().getRunning() != null);
  }

  static List<ContainerRun> runs(Pod pod) {
    return statuses(pod)
        .map(
            status ->
                new ContainerRun(
                    pod.getMetadata().getName(),
                    status.getName(),
                    Objects.requireNonNullElse(status.getContainerID(), ""),
                    Objects.requireNonNullElse(status.getRestartCount(), 0)))
        .toList();
  }

  private static Stream<ContainerStatus> statuses(Pod pod) {
    return pod.getStatus() == null
        ? Stream.empty()
        : pod.getStatus().getContainerStatuses().stream();
  }

  /** Every container that can write to a claim. */
  static List<Mount> mounts(Pod pod, String component) {
    Map<String, String> claims = new HashMap<>();
    for (Volume volume : pod.getSpec().getVolumes()) {
      if (volume.getPersistentVolumeClaim() != null
          && !Boolean.TRUE.equals(volume.getPersistentVolumeClaim().getReadOnly())) {
        claims.put(volume.getName(), volume.getPersistentVolumeClaim().getClaimName());
      } else if (volume.getEphemeral() != null) {
        claims.put(volume.getName(), pod.getMetadata().getName() + "-" + volume.getName());
      }
    }
    List<Mount> mounts = new ArrayList<>();
    containers(pod)
        .forEach(
            container ->
                writable(container)
                    .map(claims::get)
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(
                        claim ->
                            mounts.add(
                                new Mount(
                                    claim,
                                    pod.getMetadata().getName(),
                                    component,
                                    container.getName()))));
    return mounts;
  }

  /** Those that run or will: ordinary init containers only until the pod runs. */
  private static Stream<Container> containers(Pod pod) {
    return Stream.concat(
        pod.getSpec().getContainers().stream(),
        pod.getSpec().getInitContainers().stream()
            .filter(
                container ->
                    "Always".equals(container.getRestartPolicy())
                        || !"Running".equals(phase(pod))));
  }

  private static Stream<String> writable(Container container) {
    return Stream.concat(
        container.getVolumeMounts().stream()
            .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
            .map(mount -> mount.getName()),
        container.getVolumeDevices().stream().map(device -> device.getName()));
  }
}
