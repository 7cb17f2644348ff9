// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.ApiException;
import io.slackwater.sandbox.cluster.store.DeleteRequest;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Listing;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import java.time.Clock;
import java.util.List;

/** The verbs on a collection: list in pages, delete all. */
final class CollectionVerbs {
  private final ObjectStore store;

  CollectionVerbs(ObjectStore store) {
    this.store = store;
  }

  Reply list(Request request) {
    Scope scope = request.scope();
    Listing listing = store.listAt(scope.type(), scope.namespace());
    List<ObjectNode> selected = listing.objects().stream().filter(scope::selects).toList();
    Continuation from = Continuation.of(Scope.text(request.query(), "continue"));
    long revision = listing.revision();
    if (from != null) {
      // Later pages keep the first page's revision: a watch from it sees what changed meanwhile.
      store.history().requireSince(from.revision());
      revision = from.revision();
      selected = selected.stream().filter(from::isBefore).toList();
    } else {
      requireKnown(Scope.text(request.query(), "resourceVersion"), revision);
    }
    int limit = number(Scope.text(request.query(), "limit"));
    int count = limit > 0 ? Math.min(limit, selected.size()) : selected.size();
    ObjectNode reply = shown(request, selected.subList(0, count));
    ObjectNode metadata = Json.child(reply, "metadata");
    metadata.put("resourceVersion", Long.toString(revision));
    if (count < selected.size()) {
      metadata.put("continue", Continuation.after(revision, selected.get(count - 1)).token());
      metadata.put("remainingItemCount", selected.size() - count);
    }
    return Reply.ok(reply);
  }

  private static ObjectNode shown(Request request, List<ObjectNode> objects) {
    if (Table.isWanted(request.header("Accept"))) {
      return Table.of(request.type(), objects, Clock.systemUTC());
    }
    ObjectNode list = Json.object().put("apiVersion", request.type().apiVersion());
    list.put("kind", request.type().kind() + "List");
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    objects.forEach(each -> items.add(ObjectVerbs.served(request.type(), each)));
    return list;
  }

  Reply deleteAll(Request request) {
    Scope scope = request.scope();
    DeleteRequest options = ObjectVerbs.deleteRequest(request);
    for (ObjectNode each : store.list(scope.type(), scope.namespace())) {
      if (scope.selects(each)) {
        store.delete(
            ObjectKey.of(scope.type(), Metadata.namespace(each), Metadata.name(each)), options);
      }
    }
    ObjectNode status = Json.object();
    status.put("kind", "Status").put("apiVersion", "v1").put("status", "Success");
    return Reply.ok(status);
  }

  private static void requireKnown(String version, long revision) {
    if (!version.isEmpty() && number(version) > revision) {
      throw ApiException.badRequest(
          "resourceVersion %s is newer than the cluster's %d".formatted(version, revision));
    }
  }

  static int number(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException malformed) {
      throw ApiException.badRequest("not a number: \"" + text + "\"");
    }
  }
}
