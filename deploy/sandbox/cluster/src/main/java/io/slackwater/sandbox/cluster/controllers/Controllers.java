// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.controllers;

import io.slackwater.sandbox.cluster.api.Admission;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.TypeCatalog;
import java.time.Clock;
import java.util.List;

/** The controllers of a cluster, apart from those of its storage. */
public final class Controllers {
  private Controllers() {}

  /** Makes them all. */
  public static List<Controller> all(
      ObjectStore store, Admission admission, TypeCatalog catalog, Clock clock) {
    return List.of(
        new Namespaces(store, catalog),
        new Definitions(store, catalog, clock),
        new GarbageCollector(store, catalog),
        new EndpointsOfServices(store),
        new Deployments(store, admission, clock),
        new Replicas(store, admission),
        new StatefulSets(store, admission),
        new Jobs(store, admission, clock));
  }
}
