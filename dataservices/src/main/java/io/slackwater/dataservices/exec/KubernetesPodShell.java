// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.util.List;

/**
 * Starts processes through the Kubernetes API's {@code pods/exec}. fabric8 speaks {@code
 * v4.channel.k8s.io} only. Its output stream asks for the next frame when the last one was read,
 * and its input holds at most 16 MiB.
 */
public final class KubernetesPodShell implements PodShell {

  private static final int FRAME = 32 * 1024;

  private final KubernetesClient client;

  /** The client stays the caller's: it is used for one cluster and not closed here. */
  public KubernetesPodShell(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public PodProcess start(PodTarget target, List<String> argv) {
    BoundedText errors = new BoundedText();
    try {
      ExecWatch watch =
          client
              .pods()
              .inNamespace(target.namespace())
              .withName(target.pod())
              .inContainer(target.container())
              .redirectingInput(FRAME)
              .redirectingOutput()
              .writingError(errors)
              .exec(argv.toArray(String[]::new));
      return new KubernetesPodProcess(watch, errors);
    } catch (KubernetesClientException e) {
      throw new ExecFailedException(
          target, "exec was not started: " + e.getMessage() + "; is the container running?", e);
    }
  }
}
