// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import io.slackwater.sandbox.cluster.store.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What every pod of the node shares.
 *
 * @param options how the node runs pods
 * @param store where pods and their status are
 * @param network what pods are attached to
 * @param volumes who prepares their volumes
 * @param planner who plans their containers
 * @param hosts who writes their names
 * @param script the program of process 1
 * @param clock source of status times
 */
record PodRuntime(
    NodeOptions options,
    ObjectStore store,
    PodNetwork network,
    PodVolumes volumes,
    ContainerPlanner planner,
    HostsFile hosts,
    Path script,
    Clock clock) {
  static PodRuntime of(
      NodeOptions options, ObjectStore store, ClaimedVolumes claims, Path script, Clock clock) {
    ReferencedData data = new ReferencedData(store);
    return new PodRuntime(
        options,
        store,
        new PodNetwork(options),
        new PodVolumes(data, claims),
        new ContainerPlanner(options, new Environment(data)),
        new HostsFile(store),
        script,
        clock);
  }

  PodPaths paths(String uid) {
    return PodPaths.of(options.data(), uid);
  }
}
