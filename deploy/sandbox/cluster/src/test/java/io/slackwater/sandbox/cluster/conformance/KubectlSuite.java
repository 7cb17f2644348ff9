// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The real kubectl as client. */
abstract class KubectlSuite {
  abstract ClusterAccess cluster();

  private record Ended(int code, String output) {}

  private Ended kubectl(String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Kubectl.command(), "--kubeconfig", cluster().kubeconfig().toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), output);
  }

  @Test
  void createsGetsExecutesLogsAndDeletes() throws Exception {
    try (TestNamespace namespace = new TestNamespace(cluster())) {
      String pod =
          """
          apiVersion: v1
          kind: Pod
          metadata: {name: shell, namespace: %s}
          spec:
            terminationGracePeriodSeconds: 1
            containers:
            - name: main
              image: %s
              command: [sh, -c, "echo hello from inside; while :; do sleep 1; done"]
          """
              .formatted(namespace.name(), cluster().shellImage());
      String in = "--namespace=" + namespace.name();
      assertThat(kubectl(pod, "create", "-f", "-").output()).contains("pod/shell created");
      Ended waited =
          kubectl("", in, "wait", "--for=condition=Ready", "pod/shell", "--timeout=120s");
      assertThat(waited.code()).as(waited.output()).isZero();
      assertThat(kubectl("", in, "get", "pods").output())
          .containsPattern("NAME +READY +STATUS +RESTARTS +AGE")
          .containsPattern("shell +1/1 +Running +0 ");
      assertThat(kubectl("", in, "logs", "shell").output()).isEqualTo("hello from inside\n");

      // kubectl closes its input, which only v5.channel.k8s.io can tell the server.
      Ended echoed = kubectl("through and back\n", in, "exec", "-i", "shell", "--", "cat");
      assertThat(echoed).isEqualTo(new Ended(0, "through and back\n"));
      assertThat(kubectl("", in, "exec", "shell", "--", "sh", "-c", "exit 9").code()).isEqualTo(9);

      Ended deleted = kubectl("", in, "delete", "pod", "shell");
      assertThat(deleted.output()).contains("deleted");
      assertThat(kubectl("", in, "get", "pod", "shell").code()).isEqualTo(1);
    }
  }

  @Test
  void endsInputOfCommandWhoseKubectlWasKilled() throws Exception {
    try (TestNamespace namespace = new TestNamespace(cluster())) {
      namespace.startShell("shell", "while :; do sleep 1; done");
      Process kubectl =
          new ProcessBuilder(
                  Kubectl.command(),
                  "--kubeconfig=" + cluster().kubeconfig(),
                  "--namespace=" + namespace.name(),
                  "exec",
                  "-i",
                  "shell",
                  "--",
                  "sh",
                  "-c",
                  "echo waiting; cat > /dev/null; touch /tmp/input-ended")
              .start();
      assertThat(kubectl.inputReader().readLine()).isEqualTo("waiting");
      assertThat(namespace.exec("shell", "test", "-e", "/tmp/input-ended").code()).isEqualTo(1);
      kubectl.destroyForcibly();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> namespace.exec("shell", "test", "-e", "/tmp/input-ended").code() == 0);
    }
  }
}
