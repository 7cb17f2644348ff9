// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands in containers: their streams whole, their exit codes true. */
@SuppressWarnings("NullAway.Init")
abstract class ExecSuite {
  private static final int MEBIBYTES = 64;
  private static final long PATIENCE_SECONDS = 120;

  private TestNamespace namespace;

  abstract ClusterAccess cluster();

  @BeforeEach
  void startPod() {
    namespace = new TestNamespace(cluster());
    namespace.startShell("target", "echo started; while :; do sleep 1; done");
  }

  @AfterEach
  void deleteNamespace() {
    namespace.close();
  }

  @Test
  void keepsOutputErrorsAndExitCodeApart() throws Exception {
    TestNamespace.Outcome outcome =
        namespace.exec("target", "sh", "-c", "echo out; echo err >&2; exit 7");
    assertThat(outcome).isEqualTo(new TestNamespace.Outcome(7, "out\n", "err\n"));
    assertThat(namespace.exec("target", "true").code()).isZero();
  }

  @Test
  void passesArgumentsUnchanged() throws Exception {
    String odd = "a b\t\"c\" '$HOME' \\ ü *;|&";
    assertThat(namespace.exec("target", "printf", "%s", odd).output()).isEqualTo(odd);
  }

  @Test
  void carriesLargeOutputWhole() throws Exception {
    String script =
        "head -c %d /dev/urandom > /tmp/big; sha256sum < /tmp/big >&2; cat /tmp/big"
            .formatted((long) MEBIBYTES << 20);
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (ExecWatch watch =
        namespace
            .client()
            .pods()
            .inNamespace(namespace.name())
            .withName("target")
            .redirectingOutput()
            .writingError(errors)
            .exec("sh", "-c", script)) {
      long length;
      try (InputStream output = new DigestInputStream(watch.getOutput(), digest)) {
        length = output.transferTo(OutputStream.nullOutputStream());
      }
      assertThat(watch.exitCode().get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
      assertThat(length).isEqualTo((long) MEBIBYTES << 20);
    }
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .startsWith(HexFormat.of().formatHex(digest.digest()));
  }

  @Test
  void carriesLargeInputWhole() throws Exception {
    byte[] mebibyte = new byte[1 << 20];
    new Random(42).nextBytes(mebibyte);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (ExecWatch watch =
        namespace
            .client()
            .pods()
            .inNamespace(namespace.name())
            .withName("target")
            .redirectingInput()
            .writingOutput(output)
            .exec("sh", "-c", "head -c %d | sha256sum".formatted((long) MEBIBYTES << 20))) {
      OutputStream input = watch.getInput();
      for (int i = 0; i < MEBIBYTES; i++) {
        input.write(mebibyte);
        digest.update(mebibyte);
      }
      input.flush();
      assertThat(watch.exitCode().get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
    }
    assertThat(output.toString(StandardCharsets.UTF_8))
        .startsWith(HexFormat.of().formatHex(digest.digest()));
  }

  @Test
  void endsInputWhenItsClientIsGone() throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ExecWatch watch =
        namespace
            .client()
            .pods()
            .inNamespace(namespace.name())
            .withName("target")
            .redirectingInput()
            .writingOutput(output)
            .exec("sh", "-c", "echo waiting; cat > /dev/null; touch /tmp/input-ended");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> output.toString(StandardCharsets.UTF_8).contains("waiting"));
    assertThat(namespace.exec("target", "test", "-e", "/tmp/input-ended").code()).isEqualTo(1);
    watch.close();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> namespace.exec("target", "test", "-e", "/tmp/input-ended").code() == 0);
  }

  @Test
  void showsAndFollowsLogs() throws IOException, InterruptedException {
    namespace.startShell(
        "talker", "echo one; echo two; read line < /tmp/never || sleep 2; echo three");
    var talker = namespace.client().pods().inNamespace(namespace.name()).withName("talker");
    try (var watch = talker.watchLog()) {
      String all = new String(watch.getOutput().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(all).contains("one\n", "two\n", "three\n");
    }
    assertThat(talker.tailingLines(1).getLog()).doesNotContain("two");
  }
}
