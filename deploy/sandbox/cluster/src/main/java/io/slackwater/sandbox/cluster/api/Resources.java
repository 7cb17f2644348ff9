// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import io.slackwater.sandbox.cluster.store.ApiException;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.ResourceType;
import io.slackwater.sandbox.cluster.store.TypeCatalog;
import io.slackwater.sandbox.cluster.store.Types;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/** Everything the server serves, by path and verb. */
public final class Resources {
  private final ObjectStore store;
  private final TypeCatalog catalog;
  private final ObjectVerbs objects;
  private final CollectionVerbs collections;
  private final PodStreams podStreams;

  /**
   * @param store what is served
   * @param catalog the kinds of it
   * @param podStreams who serves exec and log
   * @param admission what new objects pass through
   */
  public Resources(
      ObjectStore store, TypeCatalog catalog, PodStreams podStreams, Admission admission) {
    this.store = store;
    this.catalog = catalog;
    this.podStreams = podStreams;
    this.objects = new ObjectVerbs(store, admission);
    this.collections = new CollectionVerbs(store);
  }

  Optional<Reply> description(String method, List<String> segments) {
    if (!method.equals("GET")) {
      return Optional.empty();
    }
    return new Discovery(catalog)
        .answer(segments)
        .or(() -> new OpenApiIndex(catalog).answer(segments))
        .map(Reply::ok);
  }

  Optional<ResourceType> type(ApiPath path) {
    return catalog.find(path.group(), path.version(), path.plural());
  }

  /** Takes a request over if it is one for a stream. */
  boolean stream(ApiPath path, ResourceType type, HttpServerRequest request) {
    if (type.equals(Types.POD) && path.subresource().equals("exec")) {
      podStreams.exec(path.namespace(), path.name(), request);
      return true;
    }
    if (type.equals(Types.POD) && path.subresource().equals("log")) {
      podStreams.log(path.namespace(), path.name(), request);
      return true;
    }
    if (request.method().name().equals("GET") && Scope.flag(request.params(), "watch")) {
      watch(Scope.of(type, path.namespace(), path.name(), request.params()), request);
      return true;
    }
    return false;
  }

  private void watch(Scope scope, HttpServerRequest request) {
    if (request.headers().contains(HttpHeaders.UPGRADE, "websocket", true)) {
      request
          .toWebSocket()
          .onSuccess(
              socket -> {
                Thread watching = start(scope, request, WatchSink.of(socket));
                socket.closeHandler(closed -> watching.interrupt());
              });
      return;
    }
    request.response().setChunked(true).putHeader("Content-Type", "application/json");
    request.response().write("");
    Thread watching = start(scope, request, WatchSink.of(request.response()));
    request.response().closeHandler(closed -> watching.interrupt());
  }

  private Thread start(Scope scope, HttpServerRequest request, WatchSink sink) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    boolean asTable = accept != null && Table.isWanted(accept);
    return Thread.ofVirtual()
        .name("watch")
        .start(new Watch(store, scope, request.params(), asTable, sink));
  }

  Reply answer(Request request) {
    ApiPath path = request.path();
    return path.name().isEmpty() ? onCollection(request) : onObject(request);
  }

  private Reply onCollection(Request request) {
    return switch (request.method()) {
      case "GET" -> collections.list(request);
      case "POST" -> objects.create(request);
      case "DELETE" -> collections.deleteAll(request);
      default -> throw ApiException.methodNotAllowed(request.method(), request.type().plural());
    };
  }

  private Reply onObject(Request request) {
    String subresource = request.path().subresource();
    ResourceType type = request.type();
    boolean served =
        switch (subresource) {
          case "" -> true;
          case "status" -> type.hasStatus();
          case "scale" -> type.hasScale();
          case "finalize" -> type.equals(Types.NAMESPACE);
          default -> false;
        };
    if (!served) {
      throw ApiException.noSuchPath(
          "%s/%s/%s".formatted(type.plural(), request.path().name(), subresource));
    }
    return switch (request.method()) {
      case "GET" -> subresource.equals("scale") ? objects.scale(request) : objects.get(request);
      case "PUT" -> objects.replace(request);
      case "PATCH" -> objects.patch(request);
      case "DELETE" -> {
        if (!subresource.isEmpty()) {
          throw ApiException.methodNotAllowed("DELETE", subresource);
        }
        yield objects.delete(request);
      }
      default -> throw ApiException.methodNotAllowed(request.method(), request.type().plural());
    };
  }
}
