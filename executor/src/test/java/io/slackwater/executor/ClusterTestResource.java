// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.slackwater.sandbox.testing.TestCluster;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cluster "east" for a Quarkus test. */
public final class ClusterTestResource implements QuarkusTestResourceLifecycleManager {

  private @Nullable TestCluster cluster;

  @Override
  public Map<String, String> start() {
    cluster = TestCluster.start("east");
    return Map.of("slackwater.executor.cluster.east.kubeconfig", cluster.kubeconfig().toString());
  }

  @Override
  public void stop() {
    Objects.requireNonNull(cluster, "started").close();
  }
}
