// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** A listener of the live stream. */
final class ServerSentEvents {
  private ServerSentEvents() {}

  /** The first events, each as its lines; fewer when the stream ends. */
  static List<String> read(HttpClient http, HttpRequest request, int events) {
    List<String> seen = new ArrayList<>();
    try (Stream<String> lines = http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
      StringBuilder event = new StringBuilder();
      Iterator<String> each = lines.iterator();
      while (seen.size() < events && each.hasNext()) {
        String line = each.next();
        if (line.isEmpty() && event.length() > 0) {
          seen.add(event.toString());
          event.setLength(0);
        } else if (!line.isEmpty()) {
          event.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while listening", e);
    }
    return seen;
  }

  /** The place of an event. */
  static String id(String event) {
    return event
        .lines()
        .filter(line -> line.startsWith("id:"))
        .map(line -> line.substring(3).strip())
        .findFirst()
        .orElseThrow();
  }
}
