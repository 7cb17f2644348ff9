// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.exec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.api.PodStreams;
import io.slackwater.sandbox.cluster.pods.ContainerProcesses;
import io.slackwater.sandbox.cluster.pods.Node;
import io.slackwater.sandbox.cluster.store.ApiException;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens exec sessions and log streams for clients of the API. */
public final class PodSessions implements PodStreams {
  private static final List<String> UNSERVED = List.of("sinceSeconds", "sinceTime", "limitBytes");

  private final ObjectStore store;
  private final Node node;

  /**
   * @param store where pods are
   * @param node where their containers run
   */
  public PodSessions(ObjectStore store, Node node) {
    this.store = store;
    this.node = node;
  }

  @Override
  public void exec(String namespace, String name, HttpServerRequest request) {
    ObjectNode pod = store.require(ObjectKey.of(Types.POD, namespace, name));
    String container = container(pod, request.getParam("container"));
    ContainerProcesses processes =
        node.processes(Metadata.uid(pod), container)
            .orElseThrow(
                () ->
                    ApiException.badRequest(
                        "container %s of pod %s is not running".formatted(container, name)));
    List<String> command = request.params().getAll("command");
    if (command.isEmpty()) {
      throw ApiException.badRequest("you must specify at least 1 command for the container");
    }
    String protocols = request.getHeader("Sec-WebSocket-Protocol");
    if (!request.headers().contains(HttpHeaders.UPGRADE, "websocket", true)
        || protocols == null
        || !protocols.matches(".*\\bv[45]\\.channel\\.k8s\\.io\\b.*")) {
      throw ApiException.badRequest(
          "exec needs a websocket with the protocol v5.channel.k8s.io or v4.channel.k8s.io");
    }
    ExecStreams streams =
        new ExecStreams(
            flag(request, "stdin"),
            flag(request, "stdout"),
            flag(request, "stderr"),
            flag(request, "tty"));
    request
        .toWebSocket()
        .onSuccess(socket -> new ExecSession(socket, processes, command, streams).open());
  }

  @Override
  public void log(String namespace, String name, HttpServerRequest request) {
    ObjectNode pod = store.require(ObjectKey.of(Types.POD, namespace, name));
    String container = container(pod, request.getParam("container"));
    String uid = Metadata.uid(pod);
    if (flag(request, "timestamps")
        || !UNSERVED.stream().allMatch(each -> isUnset(request, each))) {
      throw ApiException.badRequest(
          "a sandbox cluster keeps no times of log lines and serves none of timestamps, "
              + String.join(", ", UNSERVED));
    }
    Path file = node.log(uid, container, flag(request, "previous"));
    if (!Files.exists(file)) {
      throw ApiException.badRequest(
          "container \"%s\" in pod \"%s\" has no log: it has not started"
              .formatted(container, name));
    }
    LogStream stream =
        new LogStream(
            file,
            number(request.getParam("tailLines")),
            flag(request, "follow"),
            () -> node.processes(uid, container).isPresent());
    stream.sendTo(request.response());
  }

  private static String container(JsonNode pod, @Nullable String wanted) {
    JsonNode spec = pod.path("spec");
    if (wanted == null || wanted.isEmpty()) {
      return spec.path("containers").path(0).path("name").asText();
    }
    for (String list : new String[] {"containers", "initContainers"}) {
      for (JsonNode each : spec.path(list)) {
        if (each.path("name").asText().equals(wanted)) {
          return wanted;
        }
      }
    }
    throw ApiException.badRequest(
        "container %s is not valid for pod %s".formatted(wanted, Metadata.name(pod)));
  }

  private static boolean isUnset(HttpServerRequest request, String name) {
    return request.getParam(name) == null;
  }

  private static boolean flag(HttpServerRequest request, String name) {
    String value = request.getParam(name);
    return "true".equals(value) || "1".equals(value);
  }

  private static long number(@Nullable String text) {
    if (text == null) {
      return -1;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException malformed) {
      throw ApiException.badRequest("not a number: " + text);
    }
  }
}
