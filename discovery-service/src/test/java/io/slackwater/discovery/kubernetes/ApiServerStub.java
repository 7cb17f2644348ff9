// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API server that answers what it is told to, over real HTTP: for faults that none shows. */
final class ApiServerStub implements AutoCloseable {

  private record Answer(int code, String body) {}

  final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final KubernetesClient client;

  ApiServerStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    client =
        new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder().withAutoConfigure(false).withMasterUrl(url).build())
            .build();
  }

  KubernetesClusterApi api() {
    return new KubernetesClusterApi(client);
  }

  /** What a method and path (with its query) answer. */
  ApiServerStub answer(String request, int code, String body) {
    answers.put(request, new Answer(code, body));
    return this;
  }

  /** From now on connections are refused. */
  void stopListening() {
    server.stop(0);
  }

  @Override
  public void close() {
    client.close();
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      asked.add(request);
      Answer answer = answers.getOrDefault(request, new Answer(404, "{\"kind\":\"Status\"}"));
      byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.code, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
