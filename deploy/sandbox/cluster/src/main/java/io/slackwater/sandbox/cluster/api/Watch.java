// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.ApiException;
import io.slackwater.sandbox.cluster.store.Change;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Listing;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * One client's watch. It runs on a thread of its own, reads the history at its own pace and waits
 * for each event to leave, so that a slow client costs no memory: it falls out of the history and
 * is told 410.
 */
final class Watch implements Runnable {
  private static final Duration BOOKMARK_INTERVAL = Duration.ofSeconds(10);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(50);

  private final ObjectStore store;
  private final Scope scope;
  private final MultiMap query;
  private final boolean asTable;
  private final WatchSink sink;

  Watch(ObjectStore store, Scope scope, MultiMap query, boolean asTable, WatchSink sink) {
    this.store = store;
    this.scope = scope;
    this.query = query;
    this.asTable = asTable;
    this.sink = sink;
  }

  @Override
  public void run() {
    try {
      stream();
      sink.end();
    } catch (InterruptedException | ExecutionException clientGone) {
      // Nobody is left to tell.
      Thread.currentThread().interrupt();
    }
  }

  private void stream() throws InterruptedException, ExecutionException {
    try {
      follow(start());
    } catch (ApiException refused) {
      send("ERROR", refused.toStatus());
    }
  }

  private long start() throws InterruptedException, ExecutionException {
    String version = Scope.text(query, "resourceVersion");
    boolean initialEvents = Scope.flag(query, "sendInitialEvents");
    if (!initialEvents && !version.isEmpty() && !version.equals("0")) {
      long revision = parse(version);
      store.history().requireSince(revision);
      return revision;
    }
    Listing listing = store.listAt(scope.type(), scope.namespace());
    for (ObjectNode each : listing.objects()) {
      if (scope.selects(each)) {
        send("ADDED", shown(each));
      }
    }
    if (initialEvents && wantsBookmarks()) {
      bookmark(listing.revision(), true);
    }
    return listing.revision();
  }

  private void follow(long start) throws InterruptedException, ExecutionException {
    long cursor = start;
    long end = System.nanoTime() + timeout().toNanos();
    long nextBookmark = System.nanoTime() + BOOKMARK_INTERVAL.toNanos();
    while (System.nanoTime() < end) {
      long patience = Math.min(end, nextBookmark) - System.nanoTime();
      List<Change> changes = store.history().after(cursor, Duration.ofNanos(patience));
      for (Change change : changes) {
        cursor = change.revision();
        if (scope.contains(change.key())) {
          tell(change);
        }
      }
      if (System.nanoTime() >= nextBookmark) {
        if (wantsBookmarks()) {
          bookmark(cursor, false);
        }
        nextBookmark = System.nanoTime() + BOOKMARK_INTERVAL.toNanos();
      }
    }
  }

  /** A change shows as the client's selection sees it: objects enter it and leave it. */
  private void tell(Change change) throws InterruptedException, ExecutionException {
    ObjectNode previous = change.previous();
    boolean was = previous != null && scope.selects(previous);
    boolean is = change.kind() != Change.Kind.DELETED && scope.selects(change.object());
    ObjectNode object = shown(change.object());
    if (is) {
      send(was ? "MODIFIED" : "ADDED", object);
    } else if (was) {
      send("DELETED", object);
    }
  }

  private ObjectNode shown(ObjectNode object) {
    return asTable
        ? Table.of(scope.type(), List.of(object), Clock.systemUTC())
        : ObjectVerbs.served(scope.type(), object);
  }

  private void bookmark(long revision, boolean endsInitialEvents)
      throws InterruptedException, ExecutionException {
    ObjectNode object = Json.object();
    object.put("apiVersion", scope.type().apiVersion()).put("kind", scope.type().kind());
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("resourceVersion", Long.toString(revision));
    if (endsInitialEvents) {
      metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
    }
    send("BOOKMARK", object);
  }

  private void send(String type, JsonNode object) throws InterruptedException, ExecutionException {
    ObjectNode event = Json.object().put("type", type);
    event.set("object", object);
    sink.send(Json.write(event)).toCompletionStage().toCompletableFuture().get();
  }

  private boolean wantsBookmarks() {
    return Scope.flag(query, "allowWatchBookmarks");
  }

  private Duration timeout() {
    int seconds = CollectionVerbs.number(Scope.text(query, "timeoutSeconds"));
    return seconds > 0 ? Duration.ofSeconds(seconds) : DEFAULT_TIMEOUT;
  }

  private static long parse(String version) {
    try {
      return Long.parseLong(version);
    } catch (NumberFormatException malformed) {
      throw ApiException.badRequest("invalid resourceVersion: \"" + version + "\"");
    }
  }
}
