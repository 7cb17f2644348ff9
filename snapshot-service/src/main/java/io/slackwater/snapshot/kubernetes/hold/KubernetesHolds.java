// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes.hold;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.dataservices.exec.KubernetesPodShell;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.snapshot.application.hold.Barriers;
import io.slackwater.snapshot.application.hold.HoldRecords;
import io.slackwater.snapshot.domain.TaskIdentity;
import io.slackwater.snapshot.kubernetes.KubernetesHoldRecords;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The ports of holds behind Kubernetes clients, which stay their owners'. Thread-safe. */
public final class KubernetesHolds {

  private final String namespace;
  private final Duration keep;
  private final String freezeImage;
  private final RandomGenerator random;

  /**
   * With records in a namespace.
   *
   * @param keep how long what databases show is kept for participants
   * @param freezeImage of pods that freeze file systems: a shell, and util-linux's fsfreeze
   * @param random used by several threads
   */
  public KubernetesHolds(
      String namespace, Duration keep, String freezeImage, RandomGenerator random) {
    this.freezeImage = freezeImage;
    this.namespace = namespace;
    this.keep = keep;
    this.random = random;
  }

  /** The writers, for one attempt. */
  public Barriers barriers(KubernetesClient client, TaskIdentity identity) {
    return new KubernetesBarriers(
        client, new PodExec(new KubernetesPodShell(client), random), identity, keep, freezeImage);
  }

  /** The records. */
  public HoldRecords records(KubernetesClient client) {
    return new KubernetesHoldRecords(client, namespace);
  }
}
