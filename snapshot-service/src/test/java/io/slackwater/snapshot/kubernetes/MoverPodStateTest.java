// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.slackwater.snapshot.domain.MoverState;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoverPodStateTest {

  @Test
  void namesTheKillerOfAFailedMover() {
    Pod killed =
        pod(
            "Failed",
            new ContainerStateBuilder()
                .withNewTerminated()
                .withReason("OOMKilled")
                .withExitCode(137)
                .endTerminated());

    assertThat(MoverPodState.of(killed, List::of))
        .isEqualTo(new MoverState.Failed("failed: OOMKilled, exit code 137", 137));
  }

  @Test
  void namesEvictionThoughNoContainerRan() {
    Pod evicted =
        new PodBuilder(pod("Failed", new ContainerStateBuilder()))
            .editStatus()
            .withReason("Evicted")
            .withMessage("The node was low on memory")
            .endStatus()
            .build();

    assertThat(MoverPodState.of(evicted, List::of))
        .isEqualTo(new MoverState.Failed("failed: Evicted: The node was low on memory", -1));
  }

  @Test
  void saysWhyAMoverDoesNotStart() {
    Pod unscheduled =
        new PodBuilder(pod("Pending", new ContainerStateBuilder()))
            .editStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withMessage("0/3 nodes")
            .endCondition()
            .endStatus()
            .build();

    assertThat(MoverPodState.of(unscheduled, () -> List.of("FailedMount: no volume")))
        .isInstanceOfSatisfying(
            MoverState.Waiting.class,
            waiting -> {
              assertThat(waiting.why())
                  .isEqualTo("Unschedulable: 0/3 nodes; FailedMount: no volume");
              assertThat(waiting.hopeless()).isFalse();
            });
  }

  @Test
  void knowsThatABadImageNameDoesNotPass() {
    Pod bad =
        pod("Pending", new ContainerStateBuilder().withNewWaiting("bad name", "InvalidImageName"));

    assertThat(MoverPodState.of(bad, List::of))
        .isInstanceOfSatisfying(
            MoverState.Waiting.class, waiting -> assertThat(waiting.hopeless()).isTrue());
  }

  @Test
  void tellsAbsentFromLeaving() {
    Pod leaving =
        new PodBuilder(pod("Running", new ContainerStateBuilder()))
            .editMetadata()
            .withDeletionTimestamp("2026-01-01T00:00:00Z")
            .endMetadata()
            .build();

    assertThat(MoverPodState.of(leaving, List::of)).isEqualTo(new MoverState.Leaving());
    assertThat(MoverPodState.of(null, List::of)).isEqualTo(new MoverState.Absent());
  }

  private static Pod pod(String phase, ContainerStateBuilder state) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("sw")
        .withCreationTimestamp("2026-01-01T00:00:00Z")
        .endMetadata()
        .withNewStatus()
        .withPhase(phase)
        .addNewContainerStatus()
        .withName(MoverPod.CONTAINER)
        .withState(state.build())
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
