// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server that can be shut: then what is open ends, and what comes is turned away. */
final class Gate implements AutoCloseable {

  private final ServerSocket entrance;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger turnedAway = new AtomicInteger();
  private volatile boolean shut;

  Gate(int target) {
    this.target = target;
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::admit);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** How many connections were turned away. */
  int turnedAway() {
    return turnedAway.get();
  }

  void shut() {
    shut = true;
    sockets.forEach(Gate::end);
  }

  void open() {
    shut = false;
  }

  private void admit() {
    while (!entrance.isClosed()) {
      try {
        Socket visitor = entrance.accept();
        if (shut) {
          turnedAway.incrementAndGet();
          end(visitor);
        } else {
          Socket host = new Socket(InetAddress.getLoopbackAddress(), target);
          pass(visitor, host);
          pass(host, visitor);
        }
      } catch (IOException e) {
        if (!entrance.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void pass(Socket from, Socket to) {
    sockets.add(from);
    Thread.startVirtualThread(
        () -> {
          try {
            from.getInputStream().transferTo(to.getOutputStream());
          } catch (IOException e) {
            // one end is gone: so is the other, below
          } finally {
            end(from);
            end(to);
            sockets.remove(from);
          }
        });
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    shut();
    entrance.close();
  }
}
