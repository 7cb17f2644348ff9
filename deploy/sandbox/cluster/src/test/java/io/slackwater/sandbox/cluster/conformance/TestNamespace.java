// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A namespace of its own for one test, deleted at its end. */
final class TestNamespace implements AutoCloseable {
  private final ClusterAccess access;
  private final KubernetesClient client;
  private final String name;

  TestNamespace(ClusterAccess access) {
    this.access = access;
    this.client = access.client();
    this.name = "conformance-" + UUID.randomUUID().toString().substring(0, 8);
    client
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  KubernetesClient client() {
    return client;
  }

  String name() {
    return name;
  }

  Container shell(String script) {
    return new ContainerBuilder()
        .withName("main")
        .withImage(access.shellImage())
        .withCommand("sh", "-c", script)
        .build();
  }

  /** Starts a pod that runs a script and waits until it is ready. */
  Pod startShell(String podName, String script) {
    client
        .pods()
        .inNamespace(name)
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(podName)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(1L)
                .withContainers(shell(script))
                .endSpec()
                .build())
        .create();
    return client.pods().inNamespace(name).withName(podName).waitUntilReady(120, TimeUnit.SECONDS);
  }

  /** Runs a command in a pod to its end. */
  Outcome exec(String pod, String... command) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    try (var watch =
        client
            .pods()
            .inNamespace(name)
            .withName(pod)
            .writingOutput(output)
            .writingError(errors)
            .exec(command)) {
      int code = watch.exitCode().get(60, TimeUnit.SECONDS);
      return new Outcome(
          code, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }
  }

  /** How a command ended and what it printed. */
  record Outcome(int code, String output, String errors) {}

  @Override
  public void close() {
    client.namespaces().withName(name).delete();
    client.close();
  }
}
