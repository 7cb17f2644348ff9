// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.slackwater.sandbox.testing.LocalDirectory;
import io.slackwater.sandbox.testing.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cluster "east" and a location. */
public final class ClusterTestResource implements QuarkusTestResourceLifecycleManager {

  private final Path home = LocalDirectory.temporary("dump");
  private @Nullable TestCluster east;

  @Override
  public Map<String, String> start() {
    east = TestCluster.start("east");
    try {
      Path password = Files.writeString(home.resolve("password"), "only for a test");
      return Map.of(
          "slackwater.executor.clusters",
          "east",
          "slackwater.executor.cluster.east.kubeconfig",
          east.kubeconfig().toString(),
          "slackwater.location.primary.url",
          home.resolve("location").toString(),
          "slackwater.location.primary.password-file",
          password.toString(),
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
