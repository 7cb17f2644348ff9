// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.exec;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the client sent and the command has not read yet. When it becomes much, the client's
 * connection is not read until the command has caught up. Thread-safe.
 */
final class ExecInput {
  private static final int PAUSE_ABOVE_BYTES = 1 << 20;
  private static final int RESUME_BELOW_BYTES = 1 << 18;

  private final ServerWebSocket socket;
  private final Deque<Buffer> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean paused;
  private boolean ended;

  ExecInput(ServerWebSocket socket) {
    this.socket = socket;
  }

  synchronized void add(Buffer data) {
    if (ended || data.length() == 0) {
      return;
    }
    waiting.add(data);
    waitingBytes += data.length();
    if (waitingBytes > PAUSE_ABOVE_BYTES && !paused) {
      paused = true;
      socket.pause();
    }
    notifyAll();
  }

  /** No more will come: the client closed its input, or is gone. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Feeds the command until the input ends; then the command's input is closed. */
  void feed(OutputStream command) throws InterruptedException {
    try (command) {
      for (Buffer next = take(); next.length() > 0; next = take()) {
        command.write(next.getBytes());
        command.flush();
      }
    } catch (IOException commandReadsNoMore) {
      discard();
    }
  }

  /** As with a real pipe, what a command does not read is lost, and the client is not held up. */
  private void discard() throws InterruptedException {
    Buffer unread = take();
    while (unread.length() > 0) {
      unread = take();
    }
  }

  /** The next piece; empty at the end. */
  private synchronized Buffer take() throws InterruptedException {
    while (waiting.isEmpty() && !ended) {
      wait();
    }
    if (waiting.isEmpty()) {
      return Buffer.buffer();
    }
    Buffer next = waiting.remove();
    waitingBytes -= next.length();
    if (paused && waitingBytes < RESUME_BELOW_BYTES) {
      paused = false;
      socket.resume();
    }
    return next;
  }
}
