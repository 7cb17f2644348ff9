// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.ResourceType;
import io.slackwater.sandbox.cluster.store.TypeCatalog;
import io.slackwater.sandbox.cluster.store.Types;
import java.time.Clock;
import java.util.List;

/** Says that CustomResourceDefinitions are served, and takes their objects along when they go. */
public final class Definitions implements Controller {
  private static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

  private final ObjectStore store;
  private final TypeCatalog catalog;
  private final Clock clock;

  /**
   * @param store where definitions and their objects are
   * @param catalog the kinds that follow from definitions
   * @param clock source of condition times
   */
  public Definitions(ObjectStore store, TypeCatalog catalog, Clock clock) {
    this.store = store;
    this.catalog = catalog;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "definitions";
  }

  @Override
  public void reconcile() {
    for (ObjectNode definition : store.list(Types.CRD, "")) {
      ObjectKey key = ObjectKey.of(Types.CRD, "", Metadata.name(definition));
      if (Metadata.isDeleting(definition)) {
        if (removeObjects(definition)) {
          store.update(key, current -> Metadata.removeFinalizer(current, CLEANUP));
        }
      } else if (definition.path("status").path("conditions").isEmpty()) {
        store.update(key, this::establish);
      }
    }
  }

  private boolean removeObjects(JsonNode definition) {
    String group = definition.path("spec").path("group").asText();
    String plural = definition.path("spec").path("names").path("plural").asText();
    boolean gone = true;
    for (ResourceType type : catalog.collections()) {
      if (type.group().equals(group) && type.plural().equals(plural)) {
        for (ObjectNode object : store.list(type, "")) {
          store.delete(ObjectKey.of(type, Metadata.namespace(object), Metadata.name(object)));
          gone = false;
        }
      }
    }
    return gone;
  }

  private ObjectNode establish(ObjectNode definition) {
    Metadata.addFinalizer(definition, CLEANUP);
    ObjectNode status = Json.child(definition, "status");
    ArrayNode conditions = status.putArray("conditions");
    for (String type : List.of("NamesAccepted", "Established")) {
      conditions
          .addObject()
          .put("type", type)
          .put("status", "True")
          .put("reason", type.equals("Established") ? "InitialNamesAccepted" : "NoConflicts")
          .put("lastTransitionTime", Metadata.timestamp(clock.instant()));
    }
    status.set("acceptedNames", definition.path("spec").path("names").deepCopy());
    ArrayNode stored = status.putArray("storedVersions");
    for (JsonNode version : definition.path("spec").path("versions")) {
      if (version.path("storage").asBoolean()) {
        stored.add(version.path("name").asText());
      }
    }
    return definition;
  }
}
