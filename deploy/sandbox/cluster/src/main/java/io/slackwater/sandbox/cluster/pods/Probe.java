// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.sandbox.cluster.store.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One look at a container: by a command in it, a TCP connection, or an HTTP request. */
final class Probe {
  private final JsonNode specification;
  private final JsonNode container;
  private final String address;

  Probe(JsonNode specification, JsonNode container, String address) {
    this.specification = specification;
    this.container = container;
    this.address = address;
  }

  Duration initialDelay() {
    return Duration.ofSeconds(specification.path("initialDelaySeconds").asInt(0));
  }

  Duration period() {
    return Duration.ofSeconds(Math.max(1, specification.path("periodSeconds").asInt(10)));
  }

  int failureThreshold() {
    return Math.max(1, specification.path("failureThreshold").asInt(3));
  }

  int successThreshold() {
    return Math.max(1, specification.path("successThreshold").asInt(1));
  }

  /** Whether the container answers as it should. */
  boolean succeeds(ContainerProcesses processes) throws InterruptedException {
    Duration timeout =
        Duration.ofSeconds(Math.max(1, specification.path("timeoutSeconds").asInt(1)));
    try {
      if (specification.has("exec")) {
        return command(processes, timeout);
      }
      if (specification.has("httpGet")) {
        return http(specification.path("httpGet"), timeout);
      }
      return tcp(port(specification.path("tcpSocket").path("port")), timeout);
    } catch (IOException notAnswering) {
      return false;
    }
  }

  private boolean command(ContainerProcesses processes, Duration timeout)
      throws IOException, InterruptedException {
    Process process = processes.exec(Json.texts(specification.path("exec").path("command")));
    process.getOutputStream().close();
    Thread.ofPlatform().daemon().name("probe-output").start(() -> drain(process));
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      process.children().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0;
  }

  /** A probe's output is of no interest, but a full pipe would stop its command. */
  private static void drain(Process process) {
    try (var output = process.getInputStream();
        var errors = process.getErrorStream()) {
      output.transferTo(OutputStream.nullOutputStream());
      errors.transferTo(OutputStream.nullOutputStream());
    } catch (IOException processIsGone) {
      // The exit code says all that the probe needs.
      return;
    }
  }

  private boolean tcp(int port, Duration timeout) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
      return true;
    }
  }

  private boolean http(JsonNode get, Duration timeout) throws IOException {
    String scheme = get.path("scheme").asText("HTTP").equals("HTTPS") ? "https" : "http";
    URI uri =
        URI.create(
            "%s://%s:%d%s"
                .formatted(
                    scheme,
                    get.path("host").asText(address),
                    port(get.path("port")),
                    get.path("path").asText("/")));
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout((int) timeout.toMillis());
    connection.setReadTimeout((int) timeout.toMillis());
    try {
      int code = connection.getResponseCode();
      return code >= 200 && code < 400;
    } finally {
      connection.disconnect();
    }
  }

  private int port(JsonNode port) {
    if (port.isNumber()) {
      return port.asInt();
    }
    for (JsonNode named : container.path("ports")) {
      if (named.path("name").asText().equals(port.asText())) {
        return named.path("containerPort").asInt();
      }
    }
    return Integer.parseInt(port.asText());
  }
}
