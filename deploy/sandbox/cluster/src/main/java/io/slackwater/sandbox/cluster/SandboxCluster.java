// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster;

import io.slackwater.sandbox.cluster.api.Admission;
import io.slackwater.sandbox.cluster.api.ApiServer;
import io.slackwater.sandbox.cluster.api.Resources;
import io.slackwater.sandbox.cluster.controllers.Controller;
import io.slackwater.sandbox.cluster.controllers.Controllers;
import io.slackwater.sandbox.cluster.exec.PodSessions;
import io.slackwater.sandbox.cluster.pods.Node;
import io.slackwater.sandbox.cluster.pods.NodeOptions;
import io.slackwater.sandbox.cluster.storage.Storage;
import io.slackwater.sandbox.cluster.store.ChangeLoop;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.TypeCatalog;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/** One cluster in this process: its API, controllers, node and storage. */
public final class SandboxCluster implements AutoCloseable {
  private final Deque<AutoCloseable> parts;
  private final int port;

  private SandboxCluster(Deque<AutoCloseable> parts, int port) {
    this.parts = parts;
    this.port = port;
  }

  /**
   * Starts a cluster; when it returns, the API answers.
   *
   * @throws SandboxClusterException when something it needs cannot be had; nothing is left then
   */
  public static SandboxCluster start(ClusterOptions options) throws InterruptedException {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      return new SandboxCluster(parts, open(options, parts));
    } catch (SandboxClusterException | InterruptedException failure) {
      closeAll(parts);
      throw failure;
    }
  }

  private static int open(ClusterOptions options, Deque<AutoCloseable> parts)
      throws InterruptedException {
    Clock clock = Clock.systemUTC();
    DataDirectory directory = DataDirectory.take(options.data());
    parts.push(directory);
    ObjectStore store = new ObjectStore(directory.journal(), options.historyCapacity(), clock);
    parts.push(store);
    Admission admission = new Admission(store, new SecureRandom());
    TypeCatalog catalog = new TypeCatalog(store);
    NodeOptions nodeOptions =
        new NodeOptions(options.name(), options.data(), options.images(), options.subnet());
    Storage storage = Storage.of(options.storage(), options.data(), options.storageBytes());
    Node node = new Node(nodeOptions, store, storage.claimedVolumes(store), clock);
    node.removeLeftovers();
    parts.push(node);
    storage.open();
    parts.push(storage);
    new ClusterSeed(store, admission).plant();
    Stream<Controller> controllers =
        Stream.concat(
            Controllers.all(store, admission, catalog, clock).stream(),
            storage.controllers(store, admission, node::pidNamespaces, clock).stream());
    controllers.forEach(
        controller -> {
          ChangeLoop loop = new ChangeLoop(controller.name(), store, controller::reconcile);
          loop.start();
          parts.push(loop);
        });
    node.start();
    Resources resources = new Resources(store, catalog, new PodSessions(store, node), admission);
    ApiServer api = ApiServer.listen(options.host(), options.port(), resources);
    parts.push(api);
    return api.port();
  }

  /** The port of the API. */
  public int port() {
    return port;
  }

  /** Ends everything on the machine; the objects and volumes stay in the data directory. */
  @Override
  public void close() {
    closeAll(parts);
  }

  private static void closeAll(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception failure) {
        System.getLogger(SandboxCluster.class.getName())
            .log(System.Logger.Level.ERROR, "a part of the cluster did not end well", failure);
      }
    }
  }
}
