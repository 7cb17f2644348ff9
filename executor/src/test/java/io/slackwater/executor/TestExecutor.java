// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.slackwater.contracts.id.ExecutorId;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** What of an executor keeps repositories and their locks, wired without a broker. */
final class TestExecutor implements AutoCloseable {

  static final String LOCATION = "primary";

  private final ExecutorIdentity identity;
  private final Clusters clusters;
  private final HolderKeys keys;
  private final Locations locations;
  private final LockKeeping keeping;

  TestExecutor(Path kubeconfig, Path location, Path passwordFile) {
    this("east", kubeconfig, location, passwordFile, Map.of());
  }

  TestExecutor(
      String cluster, Path kubeconfig, Path location, Path passwordFile, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.putAll(
        Map.of(
            "slackwater.executor.kind",
            "DUMP",
            "slackwater.executor.clusters",
            cluster,
            "slackwater.executor.cluster.%s.kubeconfig".formatted(cluster),
            kubeconfig.toString(),
            "slackwater.executor.heartbeat-interval",
            "300ms",
            "slackwater.executor.lease-duration",
            "3s",
            "slackwater.location.primary.url",
            location.toString(),
            "slackwater.location.primary.password-file",
            passwordFile.toString()));
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(ExecutorConfig.class)
            .withMapping(LocationConfig.class)
            .addDiscoveredConverters()
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build();
    ExecutorConfig executor = config.getConfigMapping(ExecutorConfig.class);
    identity = new ExecutorIdentity(executor);
    clusters = new Clusters(executor);
    keys = new HolderKeys(clusters);
    LockLeases leases = new LockLeases(clusters, identity, executor);
    locations =
        new Locations(
            config.getConfigMapping(LocationConfig.class),
            identity,
            leases,
            new MoverLocks(clusters),
            keys);
    keeping =
        new LockKeeping(
            leases,
            new DeadOwners(clusters, identity, locations, leases, executor),
            clusters,
            executor);
    keeping.start(new StartupEvent());
  }

  ExecutorId id() {
    return identity.id();
  }

  Locations locations() {
    return locations;
  }

  /** Temporary keys, as of a time. */
  RepositoryKeys keys(Clock clock) {
    return new RepositoryKeys(locations, keys, clock);
  }

  Clusters clusters() {
    return clusters;
  }

  @Override
  public void close() {
    keeping.stop(new ShutdownEvent());
    clusters.close();
  }
}
