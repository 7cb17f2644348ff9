// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.nio.file.Path;

/**
 * A cluster to be tested, and what differs from one to another.
 *
 * @param kubeconfig how to reach it
 * @param shellImage an image with sh, head, sha256sum and id
 * @param postgresImage an image with a PostgreSQL in Debian's places
 * @param postgresUser the numeric user of PostgreSQL in it
 */
public record ClusterAccess(
    Path kubeconfig, String shellImage, String postgresImage, long postgresUser) {

  /** A new client. */
  public KubernetesClient client() {
    Config config = Config.fromKubeconfig(new File(kubeconfig.toString()));
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
