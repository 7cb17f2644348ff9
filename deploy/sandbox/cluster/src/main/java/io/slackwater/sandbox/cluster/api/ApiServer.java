// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import io.slackwater.sandbox.cluster.SandboxClusterException;
import io.slackwater.sandbox.cluster.store.ApiException;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.ResourceType;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The HTTP server: finds out what a request is and hands it to who serves it. */
public final class ApiServer implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(ApiServer.class.getName());
  private static final int MAX_FRAME_BYTES = 16 << 20;

  private final Vertx vertx;
  private final HttpServer server;
  private final Resources resources;

  private ApiServer(Vertx vertx, Resources resources, HttpServerOptions options) {
    this.vertx = vertx;
    this.resources = resources;
    this.server = vertx.createHttpServer(options).requestHandler(this::handle);
  }

  /**
   * Listens.
   *
   * @param host address to listen at
   * @param port port to listen at; 0 for a free one
   * @throws SandboxClusterException when the port cannot be had
   */
  public static ApiServer listen(String host, int port, Resources resources)
      throws InterruptedException {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
            .setMaxWebSocketMessageSize(4 * MAX_FRAME_BYTES)
            .setWebSocketSubProtocols(List.of("v5.channel.k8s.io", "v4.channel.k8s.io"))
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setMaxInitialLineLength(64 << 10)
            .setMaxHeaderSize(64 << 10);
    Vertx vertx = Vertx.vertx();
    ApiServer server = new ApiServer(vertx, resources, options);
    try {
      server.server.listen().toCompletionStage().toCompletableFuture().get();
      return server;
    } catch (ExecutionException failure) {
      vertx.close();
      throw new SandboxClusterException(
          "cannot listen at %s:%d; is another cluster using the port?".formatted(host, port),
          failure.getCause());
    }
  }

  /** The port that is listened at. */
  public int port() {
    return server.actualPort();
  }

  private void handle(HttpServerRequest request) {
    List<String> segments =
        Arrays.stream(request.path().split("/", -1))
            .filter(segment -> !segment.isEmpty())
            .map(ApiServer::decode)
            .toList();
    try {
      if (segments.size() == 1
          && List.of("healthz", "livez", "readyz").contains(segments.getFirst())) {
        request.response().putHeader("Content-Type", "text/plain").end("ok");
        return;
      }
      Optional<Reply> fixed = resources.description(request.method().name(), segments);
      if (fixed.isPresent()) {
        reply(request, fixed.get());
        return;
      }
      ApiPath path =
          ApiPath.parse(segments).orElseThrow(() -> ApiException.noSuchPath(request.path()));
      ResourceType type =
          resources.type(path).orElseThrow(() -> ApiException.noSuchPath(request.path()));
      if (!resources.stream(path, type, request)) {
        RequestBody.read(request, body -> answer(request, path, type, body), this::replyRefused);
      }
    } catch (ApiException refused) {
      replyRefused(request, refused);
    } catch (RuntimeException failure) {
      replyFailed(request, failure);
    }
  }

  private void answer(HttpServerRequest request, ApiPath path, ResourceType type, Buffer body) {
    byte[] bytes = body.getBytes();
    Request read =
        new Request(
            request.method().name(), path, type, request.params(), request.headers(), () -> bytes);
    Thread.ofVirtual()
        .name("api")
        .start(
            () -> {
              try {
                reply(request, resources.answer(read));
              } catch (ApiException refused) {
                replyRefused(request, refused);
              } catch (RuntimeException failure) {
                replyFailed(request, failure);
              }
            });
  }

  private void replyRefused(HttpServerRequest request, ApiException refused) {
    reply(request, new Reply(refused.code(), refused.toStatus()));
  }

  /** A client must hear of a failure of ours; otherwise it would wait for ever. */
  private void replyFailed(HttpServerRequest request, RuntimeException failure) {
    LOGGER.log(Level.ERROR, "request failed path=" + request.path(), failure);
    replyRefused(request, ApiException.internal(failure));
  }

  private static void reply(HttpServerRequest request, Reply reply) {
    request
        .response()
        .setStatusCode(reply.code())
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(Json.write(reply.body())));
  }

  private static String decode(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
