// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between one service and a cluster's API: it can be slow where {@link Gate} says, be
 * cut, and lose connections. Thread-safe.
 */
final class ClusterProxy implements AutoCloseable {

  private final ServerSocket listening;
  private final URI cluster;
  private final Gate gate;
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final Thread accepting;
  private boolean cut;

  /** A way to the cluster at an address. */
  ClusterProxy(URI cluster, Gate gate) {
    this.cluster = cluster;
    this.gate = gate;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.accepting = Thread.ofVirtual().name("proxy").start(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /** From now on nothing gets through, in either direction; nobody is told. */
  synchronized void cut() {
    cut = true;
  }

  /** Everything gets through again, also what waited. */
  synchronized void heal() {
    cut = false;
    notifyAll();
  }

  /** Waits while the network is cut. */
  synchronized void awaitNetwork() throws InterruptedException {
    while (cut) {
      wait();
    }
  }

  /** Breaks the connections of all sessions in pods; how many there were. */
  int breakSessions() {
    int broken = 0;
    for (ProxiedConnection connection : connections) {
      if (connection.isSession()) {
        connection.close();
        broken++;
      }
    }
    return broken;
  }

  void ended(ProxiedConnection connection) {
    connections.remove(connection);
  }

  private void accept() {
    while (!listening.isClosed()) {
      Socket client;
      try {
        client = listening.accept();
      } catch (IOException closed) {
        return;
      }
      try {
        Socket server = new Socket(cluster.getHost(), cluster.getPort());
        ProxiedConnection connection = new ProxiedConnection(this, gate, client, server);
        connections.add(connection);
        connection.open();
      } catch (IOException clusterIsDown) {
        ProxiedConnection.close(client);
      }
    }
  }

  @Override
  public void close() {
    heal();
    gate.open();
    ProxiedConnection.close(listening);
    connections.forEach(ProxiedConnection::close);
    try {
      accepting.join();
      for (ProxiedConnection connection : connections) {
        connection.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
