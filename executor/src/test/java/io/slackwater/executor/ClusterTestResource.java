// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.slackwater.sandbox.testing.TestCluster;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The clusters "east" and "west" for a Quarkus test, which may have the latter as a field. */
public final class ClusterTestResource implements QuarkusTestResourceLifecycleManager {

  private @Nullable TestCluster east;
  private @Nullable TestCluster west;

  @Override
  public Map<String, String> start() {
    CompletableFuture<TestCluster> other =
        CompletableFuture.supplyAsync(
            () -> TestCluster.start("west"),
            // Inherits the class loader of the test, as no thread of a pool does.
            Thread::startVirtualThread);
    east = TestCluster.start("east");
    west = other.join();
    return Map.of(
        "slackwater.executor.cluster.east.kubeconfig", east.kubeconfig().toString(),
        "slackwater.executor.cluster.west.kubeconfig", west.kubeconfig().toString());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        Objects.requireNonNull(west, "started"), new TestInjector.MatchesType(TestCluster.class));
  }

  @Override
  public void stop() {
    Objects.requireNonNull(east, "started").close();
    Objects.requireNonNull(west, "started").close();
  }
}
