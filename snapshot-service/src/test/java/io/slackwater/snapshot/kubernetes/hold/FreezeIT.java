// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.Pod;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.dataservices.exec.ExecResult;
import io.slackwater.dataservices.exec.KubernetesPodShell;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.snapshot.application.hold.HoldBarrier;
import io.slackwater.snapshot.domain.HoldFailedException;
import io.slackwater.snapshot.sandbox.Sandbox;
import io.slackwater.snapshot.sandbox.SandboxExtension;
import io.slackwater.snapshot.sandbox.Shop;
import io.slackwater.snapshot.sandbox.SlowStorage;
import java.io.BufferedReader;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A volume with a file system of its own, whose writer declares nothing, is frozen. */
@ExtendWith(SandboxExtension.class)
class FreezeIT {

  /** In time for a slow machine; what must not happen would last for ever. */
  private static final Duration GOES_ON = Duration.ofSeconds(60);

  private static final Duration STANDS_STILL = Duration.ofMillis(1500);

  /**
   * Kills at once all processes of a container that freeze or guard, whose arguments tell them.
   * What it looks for is put together, or it would find itself.
   */
  private static final String KILL =
      """
      a=slack b=fre c=gu d=volume all=
      for p in /proc/[0-9]*; do
        case $(tr '\\0' ' ' <"$p/cmdline" 2>/dev/null) in
          *"${a}water:"* | *" ${b}eze /$d"* | *" ${c}ard /$d"* | *"/$d 4.000"*) all="$all ${p#/proc/}" ;;
        esac
      done
      kill -KILL $all
      """;

  private final Sandbox sandbox;
  private final Shop shop;
  private final PodExec exec;

  FreezeIT(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.shop = new Shop(sandbox, "freeze-" + UUID.randomUUID().toString().substring(0, 8));
    this.exec = new PodExec(new KubernetesPodShell(sandbox.client()), new SecureRandom());
  }

  @BeforeEach
  void makeNamespace() {
    sandbox.namespace(shop.namespace());
  }

  @AfterEach
  void removeNamespace() {
    shop.destroy();
  }

  @Test
  void theWriterStandsStillWhileFrozenAndGoesOnAtTheThaw() {
    String claim = written();
    try (FreezeBarrier barrier = barrier(claim)) {
      barrier.prepare();
      assertGoesOn(claim);

      barrier.raise();
      assertStandsStill(claim);
      barrier.ping();
      assertThat(barrier.thaw()).isGreaterThanOrEqualTo(STANDS_STILL);

      assertGoesOn(claim);
    }
    Awaitility.await().atMost(GOES_ON).until(() -> helpers().isEmpty());
  }

  @Test
  void theGuardianThawsAtTheLongestHoldWhenWhatFrozeIsKilled() {
    String claim = written();
    try (FreezeBarrier barrier = barrier(claim)) {
      barrier.prepare();
      barrier.raise();

      kill(barrier, FreezePod.FREEZER);

      assertLost(barrier);
      assertGoesOn(claim);
      assertThat(restarts()).isZero();
    }
  }

  @Test
  void whatFrozeThawsAtTheLongestHoldWhenTheGuardianIsKilled() {
    String claim = written();
    try (FreezeBarrier barrier = barrier(claim)) {
      barrier.prepare();
      barrier.raise();

      kill(barrier, FreezePod.GUARDIAN);

      assertLost(barrier);
      assertGoesOn(claim);
      assertThat(restarts()).isZero();
    }
  }

  @Test
  void theWriterGoesOnWhenTheCoordinatorIsKilled() throws IOException, InterruptedException {
    String claim = written();
    Process coordinator =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                FreezeHolder.class.getName(),
                sandbox.kubeconfig().toString(),
                shop.namespace(),
                claim)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said = coordinator.inputReader()) {
      assertThat(said.lines().anyMatch(FreezeHolder.FROZEN::equals)).isTrue();
    } finally {
      coordinator.destroyForcibly().waitFor();
    }

    assertGoesOn(claim);
    assertThat(helpers()).hasSize(1);
    assertThat(nextHold()).isEmpty();
    assertThat(helpers()).isEmpty();
  }

  /** The freezes of a hold that has nothing to freeze. */
  private List<HoldBarrier> nextHold() {
    return new Freezes(sandbox.client(), exec, FreezeHolder.identity(), Sandbox.IMAGE)
        .of(
            shop.namespace(),
            List.of(),
            new HoldSettings(FreezeHolder.HOLD, GOES_ON, GOES_ON, Duration.ZERO),
            List.of());
  }

  @Test
  void refusesAVolumeWhoseFileSystemHoldsOthersDataToo() {
    String claim = shop.claim("shared").name();
    shop.startWriter(claim);
    try (FreezeBarrier barrier = barrier(claim)) {
      assertThatExceptionOfType(HoldFailedException.class)
          .isThrownBy(barrier::prepare)
          .withMessageContaining("PersistentVolumeClaim/" + claim)
          .withMessageContaining("freezing it would stop everybody who has data there");
    }
    assertGoesOn(claim);
  }

  private String written() {
    VolumeClaim claim =
        SlowStorage.claim(sandbox, shop, Map.of("csi.storage.k8s.io/fstype", "ext4"));
    shop.startWriter(claim.name());
    return claim.name();
  }

  private FreezeBarrier barrier(String claim) {
    return FreezeHolder.barrier(sandbox.client(), shop.namespace(), claim);
  }

  private void kill(FreezeBarrier barrier, String container) {
    assertThat(barrier.barrier()).isNotEmpty();
    ExecResult killed =
        exec.run(
            new PodTarget(
                shop.namespace(), helpers().getFirst().getMetadata().getName(), container),
            List.of("sh", "-c", KILL),
            Duration.ofSeconds(20));
    assertThat(killed.succeeded()).as(String.join("\n", killed.messages())).isTrue();
  }

  private static void assertLost(FreezeBarrier barrier) {
    assertThatExceptionOfType(HoldFailedException.class).isThrownBy(barrier::ping);
  }

  private void assertStandsStill(String claim) {
    int before = shop.written(claim).size();
    Awaitility.await()
        .during(STANDS_STILL)
        .atMost(STANDS_STILL.multipliedBy(20))
        .until(() -> shop.written(claim).size() <= before + 1);
  }

  private void assertGoesOn(String claim) {
    int before = shop.written(claim).size();
    Awaitility.await().atMost(GOES_ON).until(() -> shop.written(claim).size() > before + 2);
  }

  private List<Pod> helpers() {
    return sandbox
        .client()
        .pods()
        .inNamespace(shop.namespace())
        .withLabel("slackwater.io/helper", "true")
        .list()
        .getItems();
  }

  private int restarts() {
    return helpers().stream()
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .mapToInt(status -> status.getRestartCount())
        .sum();
  }
}
