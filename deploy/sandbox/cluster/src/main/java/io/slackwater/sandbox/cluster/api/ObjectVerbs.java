// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.ApiException;
import io.slackwater.sandbox.cluster.store.DeleteRequest;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.ResourceType;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** The verbs on one object: get, create, update, patch, delete. */
final class ObjectVerbs {
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String JSON_PATCH = "application/json-patch+json";

  private final ObjectStore store;
  private final Admission admission;

  ObjectVerbs(ObjectStore store, Admission admission) {
    this.store = store;
    this.admission = admission;
  }

  Reply get(Request request) {
    ObjectNode object = served(request.type(), store.require(request.key()));
    return Reply.ok(
        Table.isWanted(request.header("Accept"))
            ? Table.of(request.type(), List.of(object), Clock.systemUTC())
            : object);
  }

  Reply create(Request request) {
    refuseDryRun(request);
    ObjectNode created =
        admission.create(request.type(), request.path().namespace(), request.object());
    return new Reply(201, served(request.type(), created));
  }

  Reply replace(Request request) {
    refuseDryRun(request);
    ObjectNode body = request.object();
    return change(request, current -> body);
  }

  Reply patch(Request request) {
    refuseDryRun(request);
    String type = request.header("Content-Type").toLowerCase(Locale.ROOT).split(";", 2)[0].trim();
    return switch (type) {
      case MERGE_PATCH -> {
        ObjectNode patch = request.object();
        yield change(request, current -> MergePatch.apply(current, patch));
      }
      case JSON_PATCH -> {
        var operations = request.json();
        yield change(request, current -> JsonPatch.apply(current, operations));
      }
      default ->
          throw ApiException.unsupportedMediaType(
              "a sandbox cluster takes %s and %s, not \"%s\" (no strategic merge patch, no"
                      .formatted(MERGE_PATCH, JSON_PATCH, type)
                  + " server-side apply)");
    };
  }

  /** A client's change of the current state. */
  private interface Edit {
    ObjectNode apply(ObjectNode current);
  }

  private Reply change(Request request, Edit edit) {
    ObjectKey key = request.key();
    ResourceType type = request.type();
    String subresource = request.path().subresource();
    ObjectNode changed =
        store
            .update(
                key,
                current -> {
                  if (subresource.equals("scale")) {
                    return Scale.applied(current, edit.apply(Scale.of(current)));
                  }
                  ObjectNode shown = served(type, current);
                  ObjectNode wanted =
                      Writes.merge(key, type, subresource, current, edit.apply(shown));
                  return admission.onWrite(key, wanted);
                })
            .orElseThrow(() -> ApiException.notFound(key));
    return Reply.ok(subresource.equals("scale") ? Scale.of(changed) : served(type, changed));
  }

  Reply scale(Request request) {
    return Reply.ok(Scale.of(store.require(request.key())));
  }

  Reply delete(Request request) {
    refuseDryRun(request);
    ObjectKey key = request.key();
    ObjectNode deleted =
        store.delete(key, deleteRequest(request)).orElseThrow(() -> ApiException.notFound(key));
    if (store.get(key).filter(left -> isSame(left, deleted)).isPresent()) {
      return Reply.ok(served(request.type(), deleted));
    }
    ObjectNode status = Json.object();
    status.put("kind", "Status").put("apiVersion", "v1").put("status", "Success");
    status.putObject("metadata");
    status
        .putObject("details")
        .put("name", key.name())
        .put("group", key.group())
        .put("kind", key.plural())
        .put("uid", Metadata.uid(deleted));
    return Reply.ok(status);
  }

  static DeleteRequest deleteRequest(Request request) {
    ObjectNode options = request.hasBody() ? request.object() : Json.object();
    for (String parameter : new String[] {"propagationPolicy", "gracePeriodSeconds"}) {
      String value = Scope.text(request.query(), parameter);
      if (!value.isEmpty()) {
        options.put(parameter, value);
      }
    }
    return DeleteRequest.of(options);
  }

  private static boolean isSame(ObjectNode left, ObjectNode right) {
    return Metadata.uid(left).equals(Metadata.uid(right));
  }

  /** The object as this version of its kind is served. */
  static ObjectNode served(ResourceType type, ObjectNode object) {
    if (object.path("apiVersion").asText().equals(type.apiVersion())) {
      return object;
    }
    ObjectNode other = Json.object().put("apiVersion", type.apiVersion()).put("kind", type.kind());
    object
        .properties()
        .forEach(
            field -> {
              if (!other.has(field.getKey())) {
                other.set(field.getKey(), field.getValue());
              }
            });
    return other;
  }

  private static void refuseDryRun(Request request) {
    if (!Scope.text(request.query(), "dryRun").isEmpty()) {
      throw ApiException.badRequest("a sandbox cluster has no server-side dryRun");
    }
  }
}
