// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Just enough of a Kubernetes API for exec over {@code v4.channel.k8s.io}: one running pod, whose
 * commands are processes of this machine. It can lose the last bytes of their output and report
 * success all the same.
 */
final class ExecServer implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(ExecServer.class);
  private static final Buffer CLOSED = Buffer.buffer();

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final int lostBytes;
  private final Set<Process> processes = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  ExecServer(int lostBytes) throws Exception {
    this.lostBytes = lostBytes;
    this.server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost("127.0.0.1")
                    .setPort(0)
                    .setMaxInitialLineLength(64 * 1024)
                    .addWebSocketSubProtocol("v4.channel.k8s.io"))
            .requestHandler(ExecServer::answer)
            .webSocketHandler(this::exec)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
  }

  String address() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  private static void answer(HttpServerRequest request) {
    JsonObject pod =
        new JsonObject()
            .put("apiVersion", "v1")
            .put("kind", "Pod")
            .put(
                "metadata",
                new JsonObject()
                    .put("name", "db-0")
                    .put("namespace", "shop")
                    .put("resourceVersion", "1"))
            .put(
                "spec",
                new JsonObject()
                    .put(
                        "containers",
                        new JsonArray().add(new JsonObject().put("name", "postgres"))))
            .put("status", new JsonObject().put("phase", "Running"));
    JsonObject answer =
        request.path().endsWith("/pods")
            ? new JsonObject()
                .put("apiVersion", "v1")
                .put("kind", "PodList")
                .put("metadata", new JsonObject().put("resourceVersion", "1"))
                .put("items", new JsonArray().add(pod))
            : pod;
    request.response().putHeader("content-type", "application/json").end(answer.encode());
  }

  private void exec(ServerWebSocket socket) {
    if (!socket.path().endsWith("/exec")) {
      socket.close();
      return;
    }
    List<String> argv =
        Arrays.stream(socket.query().split("&", -1))
            .filter(pair -> pair.startsWith("command="))
            .map(pair -> URLDecoder.decode(pair.substring(8), StandardCharsets.UTF_8))
            .toList();
    BlockingQueue<Buffer> input = new LinkedBlockingQueue<>();
    socket.pause();
    socket.binaryMessageHandler(input::add);
    socket.closeHandler(closed -> input.add(CLOSED));
    socket.fetch(1);
    threads.execute(() -> run(socket, argv, input));
  }

  private void run(ServerWebSocket socket, List<String> argv, BlockingQueue<Buffer> input) {
    try {
      Process process = new ProcessBuilder(argv).start();
      processes.add(process);
      threads.execute(() -> feed(socket, process.getOutputStream(), input));
      Future<?> errors = threads.submit(() -> pump(socket, process.getErrorStream(), 2, 0));
      pump(socket, process.getInputStream(), 1, lostBytes);
      errors.get();
      int code = process.waitFor();
      JsonObject status = new JsonObject().put("status", code == 0 ? "Success" : "Failure");
      if (code != 0) {
        JsonObject cause = new JsonObject().put("reason", "ExitCode").put("message", "" + code);
        status
            .put("reason", "NonZeroExitCode")
            .put("details", new JsonObject().put("causes", new JsonArray().add(cause)));
      }
      send(socket, 3, status.toBuffer());
      socket.close();
    } catch (IOException | InterruptedException | ExecutionException e) {
      LOGGER.debug("exec ended", e);
      socket.close();
    }
  }

  private static void feed(
      ServerWebSocket socket, OutputStream process, BlockingQueue<Buffer> input) {
    try (process) {
      for (Buffer frame; (frame = input.take()) != CLOSED; ) {
        if (frame.length() > 1 && frame.getByte(0) == 0) {
          process.write(frame.getBytes(1, frame.length()));
          process.flush();
        }
        socket.fetch(1);
      }
    } catch (IOException | InterruptedException e) {
      LOGGER.debug("input ended", e);
    }
  }

  private static void pump(ServerWebSocket socket, InputStream in, int channel, int lost) {
    byte[] bytes = new byte[32 * 1024];
    int length = 0;
    try (in) {
      for (int count; (count = in.read(bytes, length, bytes.length - length)) >= 0; ) {
        length += count;
        int whole = length - lost;
        if (whole > 0) {
          send(socket, channel, Buffer.buffer(Arrays.copyOf(bytes, whole)));
          System.arraycopy(bytes, whole, bytes, 0, lost);
          length = lost;
        }
      }
    } catch (IOException e) {
      LOGGER.debug("output ended", e);
    }
  }

  private static void send(ServerWebSocket socket, int channel, Buffer data) throws IOException {
    try {
      socket
          .writeBinaryMessage(Buffer.buffer().appendByte((byte) channel).appendBuffer(data))
          .toCompletionStage()
          .toCompletableFuture()
          .get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException("the client is gone", e);
    }
  }

  /** The threads end before the event loop does: none of them finds it gone in another test. */
  @Override
  public void close() throws Exception {
    server.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    threads.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
