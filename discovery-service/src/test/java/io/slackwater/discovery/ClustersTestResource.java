// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.slackwater.sandbox.testing.FreePorts;
import io.slackwater.sandbox.testing.LocalDirectory;
import io.slackwater.sandbox.testing.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cluster "east", a cluster "west" that does not answer, and a location. */
public final class ClustersTestResource implements QuarkusTestResourceLifecycleManager {

  private final Path home = LocalDirectory.temporary("discovery");
  private @Nullable TestCluster east;

  @Override
  public Map<String, String> start() {
    east = TestCluster.start("east");
    try {
      String dead = "http://127.0.0.1:" + FreePorts.one();
      Path west =
          Files.writeString(
              home.resolve("west"),
              """
              apiVersion: v1
              kind: Config
              clusters: [{name: west, cluster: {server: "%s"}}]
              users: [{name: west, user: {}}]
              contexts: [{name: west, context: {cluster: west, user: west}}]
              current-context: west
              """
                  .formatted(dead));
      Path password = Files.writeString(home.resolve("password"), "only for a test");
      return Map.of(
          "slackwater.executor.clusters",
          "east,west",
          "slackwater.executor.cluster.east.kubeconfig",
          east.kubeconfig().toString(),
          "slackwater.executor.cluster.west.kubeconfig",
          west.toString(),
          "slackwater.location.local.url",
          home.resolve("location").toString(),
          "slackwater.location.local.password-file",
          password.toString(),
          "slackwater.discovery.ready-timeout",
          "3m",
          "slackwater.discovery.poll",
          "200ms",
          "quarkus.http.test-port",
          "0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    Objects.requireNonNull(east, "started").close();
    LocalDirectory.delete(home);
  }
}
