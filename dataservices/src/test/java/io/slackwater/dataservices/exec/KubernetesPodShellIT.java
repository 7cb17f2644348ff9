// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesPodShellIT {

  private static final PodTarget POD = new PodTarget("shop", "db-0", "postgres");
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private final Path dir;

  KubernetesPodShellIT(@TempDir Path dir) {
    this.dir = dir;
  }

  private interface Body {
    void with(PodExec exec) throws Exception;
  }

  private static void exec(int lostBytes, Body body) throws Exception {
    try (ExecServer server = new ExecServer(lostBytes);
        KubernetesClient client =
            new KubernetesClientBuilder()
                .withConfig(
                    new ConfigBuilder(Config.empty()).withMasterUrl(server.address()).build())
                .build()) {
      body.with(new PodExec(new KubernetesPodShell(client), new SecureRandom()));
    }
  }

  @Test
  void runsCommandsAndTellsTheirExitCode() throws Exception {
    exec(
        0,
        exec -> {
          assertThat(
                  exec.run(POD, List.of("sh", "-c", "cat; echo m >&2; exit 4"), "ü ' \"", TIMEOUT))
              .isEqualTo(new ExecResult(4, "ü ' \"", List.of("m")));
          assertThat(exec.run(POD, List.of("echo", "again"), TIMEOUT).output())
              .isEqualTo("again\n");
        });
  }

  @Test
  void streamsMoreThanAnyBufferHoldsToASlowReader() throws Exception {
    byte[] bytes = random(48_000_001);
    Path file = Files.write(dir.resolve("payload"), bytes);
    exec(
        0,
        exec -> {
          try (ProvedStream stream =
              exec.streamOut(POD, List.of("cat", file.toString()), TIMEOUT)) {
            assertThat(stream.readNBytes(5)).isEqualTo(Arrays.copyOf(bytes, 5));
            assertThat(
                    MessageDigest.isEqual(
                        stream.readAllBytes(), Arrays.copyOfRange(bytes, 5, bytes.length)))
                .isTrue();
            assertThat(stream.proof().sha256()).isEqualTo(sha256(bytes));
          }
        });
  }

  @Test
  void failsWhenExecLosesTheLastBytesWithExitCodeZero() throws Exception {
    Path file = Files.write(dir.resolve("payload"), random(1_000_000));
    for (int lost : new int[] {1, 100, 20_000}) {
      exec(
          lost,
          exec -> {
            try (ProvedStream stream =
                exec.streamOut(POD, List.of("cat", file.toString()), TIMEOUT)) {
              assertThatThrownBy(stream::readAllBytes)
                  .isInstanceOf(StreamCutShortException.class)
                  .hasMessageContaining("exit code 0");
            }
          });
    }
  }

  @Test
  void sendsAStreamAndProvesIt() throws Exception {
    byte[] bytes = random(48_000_001);
    Path file = dir.resolve("received");
    exec(
        0,
        exec -> {
          StreamProof proof =
              exec.streamIn(
                  POD,
                  List.of("sh", "-c", "cat > \"$1\"", "x", file.toString()),
                  new ByteArrayInputStream(bytes),
                  bytes.length,
                  sha256(bytes),
                  TIMEOUT);
          assertThat(proof.bytes()).isEqualTo(bytes.length);
          assertThat(MessageDigest.isEqual(Files.readAllBytes(file), bytes)).isTrue();
        });
  }

  @Test
  void stopsSendingWhenTheToolFailsEarly() throws Exception {
    exec(
        0,
        exec ->
            assertThatThrownBy(
                    () ->
                        exec.streamIn(
                            POD,
                            List.of("sh", "-c", "echo no >&2; exit 3"),
                            new ByteArrayInputStream(random(60_000_000)),
                            60_000_000,
                            "00",
                            TIMEOUT))
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContaining("exit code 3"));
  }

  @Test
  void endsTheToolInThePodWhenTheReaderGoesAway() throws Exception {
    Path ended = dir.resolve("ended");
    Path started = dir.resolve("started");
    String tool = "trap 'touch \"$1\"; exit 9' TERM; touch \"$2\"; while :; do sleep 0.1; done";
    exec(
        0,
        exec -> {
          ProvedStream stream =
              exec.streamOut(
                  POD,
                  List.of("sh", "-c", tool, "x", ended.toString(), started.toString()),
                  TIMEOUT);
          Awaitility.await().untilAsserted(() -> assertThat(started).exists());
          stream.close();
          Awaitility.await().untilAsserted(() -> assertThat(ended).exists());
        });
  }

  @Test
  void abortsWhenTheTimeIsOver() throws Exception {
    exec(
        0,
        exec ->
            assertThatThrownBy(() -> exec.run(POD, List.of("sleep", "60"), Duration.ofMillis(500)))
                .isInstanceOf(ExecTimeoutException.class));
  }

  @Test
  void saysThatThePodCannotBeReached() throws Exception {
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://127.0.0.1:1")
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build()) {
      PodExec exec = new PodExec(new KubernetesPodShell(client), new SecureRandom());
      assertThatThrownBy(() -> exec.run(POD, List.of("true"), TIMEOUT))
          .isInstanceOf(ExecFailedException.class)
          .hasMessageContaining("shop/db-0[postgres]");
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
