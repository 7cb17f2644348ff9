// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slackwater.contracts.id.RunId;
import io.slackwater.sandbox.story.stack.Addresses;
import io.slackwater.sandbox.story.stack.Service;
import io.slackwater.sandbox.testing.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The catalog's live stream of events (SSE), as a dashboard reads it. Thread-safe. */
public final class LiveStream implements AutoCloseable {

  private static final String DATA = "data:";
  private static final String SETTLED = "io.slackwater.run.settled.v1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> settled = ConcurrentHashMap.newKeySet();
  private volatile String state = "not yet connected";

  /** Opens the stream and notes the runs whose end it tells. */
  public LiveStream(Addresses addresses) {
    this.address = addresses.service(Service.CATALOG).resolve("/api/v1/events");
    open();
  }

  /** Opens the stream again, of a hub that was started anew. */
  public void open() {
    Thread.ofVirtual().name("live-stream").start(() -> follow(address));
  }

  /** Whether the stream tells the end of a run within a time. */
  public boolean tellsEndOf(RunId run, Duration atMost) {
    return Poll.until(atMost, () -> settled.contains(run.value()));
  }

  /** How the connection is, for a message. */
  public String state() {
    return state;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private void follow(URI address) {
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Accept", "text/event-stream").build();
    try {
      HttpResponse<Stream<String>> response =
          http.send(request, HttpResponse.BodyHandlers.ofLines());
      state = address + " answered " + response.statusCode();
      try (Stream<String> lines = response.body()) {
        lines.filter(line -> line.startsWith(DATA)).forEach(this::take);
      }
      state = address + " ended the stream";
    } catch (IOException | UncheckedIOException e) {
      state = address + " broke off: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(String line) {
    try {
      JsonNode event = JSON.readTree(line.substring(DATA.length()));
      if (event.path("type").asText().equals(SETTLED)) {
        settled.add(event.path("run").asText());
      }
    } catch (JsonProcessingException e) {
      state = "an event is not JSON: " + e.getOriginalMessage();
    }
  }
}
