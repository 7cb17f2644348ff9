// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.DeleteRequest;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.ResourceType;
import io.slackwater.sandbox.cluster.store.TypeCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Deletes objects whose owners are all gone, and lets owners go that wait for their dependents
 * (foreground) or for their dependents' freedom (orphan).
 */
public final class GarbageCollector implements Controller {
  private final ObjectStore store;
  private final TypeCatalog catalog;

  /**
   * @param store where owners and dependents are
   * @param catalog which kinds there are
   */
  public GarbageCollector(ObjectStore store, TypeCatalog catalog) {
    this.store = store;
    this.catalog = catalog;
  }

  private record Held(ObjectKey key, ObjectNode object) {}

  @Override
  public String name() {
    return "garbage-collector";
  }

  @Override
  public void reconcile() {
    Map<String, Held> byUid = new HashMap<>();
    List<Held> dependents = new ArrayList<>();
    for (ResourceType type : catalog.collections()) {
      for (ObjectNode object : store.list(type, "")) {
        Held held =
            new Held(ObjectKey.of(type, Metadata.namespace(object), Metadata.name(object)), object);
        byUid.put(Metadata.uid(object), held);
        if (!owners(object).isEmpty()) {
          dependents.add(held);
        }
      }
    }
    dependents.forEach(dependent -> collect(dependent, byUid));
    byUid.values().stream()
        .filter(owner -> Metadata.isDeleting(owner.object()))
        .forEach(owner -> release(owner, dependents));
  }

  private static JsonNode owners(JsonNode object) {
    return object.path("metadata").path("ownerReferences");
  }

  private static boolean isOwnedBy(JsonNode object, String uid) {
    for (JsonNode owner : owners(object)) {
      if (owner.path("uid").asText().equals(uid)) {
        return true;
      }
    }
    return false;
  }

  private void collect(Held dependent, Map<String, Held> byUid) {
    boolean hasOwner = false;
    boolean goesWithOwner = false;
    for (JsonNode reference : owners(dependent.object())) {
      Held owner = byUid.get(reference.path("uid").asText());
      // A uid that the listing missed may be that of an object created meanwhile.
      if (owner != null || store.hasUid(reference.path("uid").asText())) {
        hasOwner = true;
        goesWithOwner |=
            owner != null
                && Metadata.isDeleting(owner.object())
                && Metadata.finalizers(owner.object()).contains(DeleteRequest.FOREGROUND_FINALIZER);
      }
    }
    if ((!hasOwner || goesWithOwner) && !Metadata.isDeleting(dependent.object())) {
      store.delete(dependent.key(), withUid(dependent.object()));
    }
  }

  private static DeleteRequest withUid(ObjectNode object) {
    return new DeleteRequest(
        DeleteRequest.Propagation.BACKGROUND, null, Metadata.uid(object), null);
  }

  private void release(Held owner, List<Held> dependents) {
    List<String> finalizers = Metadata.finalizers(owner.object());
    String uid = Metadata.uid(owner.object());
    List<Held> own = dependents.stream().filter(each -> isOwnedBy(each.object(), uid)).toList();
    if (finalizers.contains(DeleteRequest.ORPHAN_FINALIZER)) {
      own.forEach(each -> store.update(each.key(), current -> withoutOwner(current, uid)));
      store.update(
          owner.key(),
          current -> Metadata.removeFinalizer(current, DeleteRequest.ORPHAN_FINALIZER));
    } else if (finalizers.contains(DeleteRequest.FOREGROUND_FINALIZER) && own.isEmpty()) {
      store.update(
          owner.key(),
          current -> Metadata.removeFinalizer(current, DeleteRequest.FOREGROUND_FINALIZER));
    }
  }

  private static ObjectNode withoutOwner(ObjectNode object, String uid) {
    ObjectNode metadata = Json.child(object, "metadata");
    ArrayNode kept = metadata.arrayNode();
    owners(object)
        .forEach(
            owner -> {
              if (!owner.path("uid").asText().equals(uid)) {
                kept.add(owner);
              }
            });
    if (kept.isEmpty()) {
      metadata.remove("ownerReferences");
    } else {
      metadata.set("ownerReferences", kept);
    }
    return object;
  }
}
