// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.exec;

import io.slackwater.sandbox.cluster.pods.ContainerProcesses;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * One command in a container for one client, spoken as {@code v4.channel.k8s.io} or {@code
 * v5.channel.k8s.io}: each message begins with a byte that names its channel. Every message out is
 * awaited before more of the command's output is read, so that a slow client slows the command.
 */
final class ExecSession {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int STATUS = 3;
  private static final int CLOSE = 255;
  private static final int PIECE_BYTES = 32 << 10;

  private final ServerWebSocket socket;
  private final ContainerProcesses container;
  private final List<String> command;
  private final ExecStreams streams;
  private final ExecInput input;
  private int channelOfMessage;

  ExecSession(
      ServerWebSocket socket,
      ContainerProcesses container,
      List<String> command,
      ExecStreams streams) {
    this.socket = socket;
    this.container = container;
    this.command = streams.tty() ? Terminal.around(command) : command;
    this.streams = streams;
    this.input = new ExecInput(socket);
  }

  /** Takes the socket over; must be called where the socket was opened. */
  void open() {
    socket.frameHandler(this::receive);
    socket.closeHandler(closed -> input.end());
    socket.exceptionHandler(failure -> input.end());
    thread("exec", this::converse);
  }

  private static Thread thread(String name, Runnable task) {
    return Thread.ofPlatform().daemon().name(name).start(task);
  }

  private void receive(WebSocketFrame frame) {
    if (!frame.isBinary() && !frame.isText() && !frame.isContinuation()) {
      return;
    }
    Buffer data = frame.binaryData();
    if (!frame.isContinuation()) {
      if (data.length() == 0) {
        return;
      }
      channelOfMessage = data.getUnsignedByte(0);
      data = data.slice(1, data.length());
    }
    if (channelOfMessage == STDIN) {
      input.add(data);
    } else if (channelOfMessage == CLOSE && data.length() > 0 && data.getByte(0) == STDIN) {
      input.end();
    }
  }

  private void converse() {
    try {
      if (streams.stdout() || streams.stderr()) {
        // Clients take the first message, which may be empty, as the sign that the session stands.
        send(streams.stdout() ? STDOUT : STDERR, Buffer.buffer());
      }
      Process process = container.exec(command);
      if (!streams.stdin()) {
        input.end();
      }
      thread("exec-stdin", () -> feed(process));
      Thread errors =
          thread("exec-stderr", () -> pump(process.getErrorStream(), STDERR, streams.stderr()));
      pump(process.getInputStream(), STDOUT, streams.stdout());
      errors.join();
      send(STATUS, Buffer.buffer(ExitStatus.json(process.waitFor())));
      input.end();
      socket.close((short) 1000);
    } catch (IOException failure) {
      refuse(failure);
    } catch (ExecutionException clientIsGone) {
      input.end();
    } catch (InterruptedException interrupted) {
      input.end();
      Thread.currentThread().interrupt();
    }
  }

  private void refuse(IOException failure) {
    input.end();
    socket
        .writeBinaryMessage(
            framed(STATUS, Buffer.buffer(ExitStatus.failure(String.valueOf(failure.getMessage())))))
        .onComplete(sent -> socket.close((short) 1000));
  }

  private void feed(Process process) {
    try {
      input.feed(process.getOutputStream());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Carries a stream to the client; when the client is gone, the command writes into nothing. */
  private void pump(InputStream stream, int channel, boolean wanted) {
    try (stream) {
      byte[] piece = new byte[PIECE_BYTES];
      for (int length = stream.read(piece); length >= 0; length = stream.read(piece)) {
        if (wanted) {
          send(channel, Buffer.buffer(length).appendBytes(piece, 0, length));
        }
      }
    } catch (IOException | ExecutionException endOfStreamOrClient) {
      input.end();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(int channel, Buffer data) throws InterruptedException, ExecutionException {
    socket
        .writeBinaryMessage(framed(channel, data))
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }

  private static Buffer framed(int channel, Buffer data) {
    return Buffer.buffer(data.length() + 1).appendByte((byte) channel).appendBuffer(data);
  }
}
