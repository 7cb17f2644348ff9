// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.exec;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/** A container's log on its way to one client. */
final class LogStream {
  private static final int PIECE_BYTES = 32 << 10;
  private static final long LOOK_AGAIN_MILLIS = 200;

  private final Path file;
  private final long tailLines;
  private final boolean follow;
  private final BooleanSupplier containerRuns;

  /**
   * @param tailLines how many lines from the end; negative for all
   * @param follow whether to go on until the container ends
   */
  LogStream(Path file, long tailLines, boolean follow, BooleanSupplier containerRuns) {
    this.file = file;
    this.tailLines = tailLines;
    this.follow = follow;
    this.containerRuns = containerRuns;
  }

  void sendTo(HttpServerResponse response) {
    response.setChunked(true).putHeader("Content-Type", "text/plain");
    Thread sending = Thread.ofPlatform().daemon().name("log").unstarted(() -> send(response));
    response.closeHandler(closed -> sending.interrupt());
    sending.start();
  }

  private void send(HttpServerResponse response) {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(start(log));
      boolean running = follow && containerRuns.getAsBoolean();
      copy(log, response);
      while (running) {
        Thread.sleep(LOOK_AGAIN_MILLIS);
        running = containerRuns.getAsBoolean();
        copy(log, response);
      }
      response.end();
    } catch (IOException logIsGone) {
      response.reset();
    } catch (ExecutionException | InterruptedException clientIsGone) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(RandomAccessFile log, HttpServerResponse response)
      throws IOException, ExecutionException, InterruptedException {
    byte[] piece = new byte[PIECE_BYTES];
    for (int length = log.read(piece); length > 0; length = log.read(piece)) {
      response
          .write(Buffer.buffer(length).appendBytes(piece, 0, length))
          .toCompletionStage()
          .toCompletableFuture()
          .get();
    }
  }

  /** Where the last lines begin. */
  private long start(RandomAccessFile log) throws IOException {
    if (tailLines < 0) {
      return 0;
    }
    long position = log.length();
    long lines = 0;
    byte[] piece = new byte[PIECE_BYTES];
    boolean isLast = true;
    while (position > 0) {
      int length = (int) Math.min(PIECE_BYTES, position);
      log.seek(position - length);
      log.readFully(piece, 0, length);
      for (int i = length - 1; i >= 0; i--) {
        boolean endsLastLine = isLast;
        isLast = false;
        if (piece[i] == '\n' && !endsLastLine && ++lines == tailLines) {
          return position - length + i + 1;
        }
      }
      position -= length;
    }
    return tailLines == 0 ? log.length() : 0;
  }
}
