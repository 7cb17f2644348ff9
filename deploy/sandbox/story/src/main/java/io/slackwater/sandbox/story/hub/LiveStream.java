// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.hub;

import io.slackwater.sandbox.story.stack.Addresses;
import io.slackwater.sandbox.story.stack.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The catalog's live stream of events (SSE), as a dashboard reads it. Thread-safe. */
public final class LiveStream implements AutoCloseable {

  private static final String EVENT = "event:";

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger events = new AtomicInteger();

  /** Opens the stream and counts what comes. */
  public LiveStream(Addresses addresses) {
    URI address = addresses.service(Service.CATALOG).resolve("/api/v1/events");
    Thread.ofVirtual().name("live-stream").start(() -> follow(address));
  }

  /** How many events came so far. */
  public int events() {
    return events.get();
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
      try (Stream<String> lines = response.body()) {
        lines.filter(line -> line.startsWith(EVENT)).forEach(line -> events.incrementAndGet());
      }
    } catch (IOException | UncheckedIOException e) {
      return; // the stream ended: what came until then is counted
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
