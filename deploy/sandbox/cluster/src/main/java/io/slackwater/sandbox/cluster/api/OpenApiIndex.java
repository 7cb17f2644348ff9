// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.ResourceType;
import io.slackwater.sandbox.cluster.store.TypeCatalog;
import java.util.List;
import java.util.Optional;

/**
 * Just enough of OpenAPI v3 that kubectl leaves validation to the server: per kind the one
 * operation that kubectl looks at, without schemas. The server validates nothing further.
 */
final class OpenApiIndex {
  private final TypeCatalog catalog;

  OpenApiIndex(TypeCatalog catalog) {
    this.catalog = catalog;
  }

  Optional<ObjectNode> answer(List<String> segments) {
    if (segments.size() < 2
        || !segments.get(0).equals("openapi")
        || !segments.get(1).equals("v3")) {
      return Optional.empty();
    }
    if (segments.size() == 2) {
      return Optional.of(index());
    }
    String wanted = String.join("/", segments.subList(2, segments.size()));
    ObjectNode document = Json.object().put("openapi", "3.0.0");
    document.putObject("info").put("title", "Slackwater sandbox").put("version", "v1");
    ObjectNode paths = document.putObject("paths");
    for (ResourceType type : catalog.all()) {
      if (root(type).equals(wanted)) {
        describe(paths, type);
      }
    }
    return paths.isEmpty() ? Optional.empty() : Optional.of(document);
  }

  private ObjectNode index() {
    ObjectNode index = Json.object();
    ObjectNode paths = index.putObject("paths");
    for (ResourceType type : catalog.all()) {
      paths.putObject(root(type)).put("serverRelativeURL", "/openapi/v3/" + root(type));
    }
    return index;
  }

  private static String root(ResourceType type) {
    return (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion();
  }

  private static void describe(ObjectNode paths, ResourceType type) {
    String scope = type.namespaced() ? "/namespaces/{namespace}/" : "/";
    ObjectNode patch =
        paths.putObject("/" + root(type) + scope + type.plural() + "/{name}").putObject("patch");
    patch.putArray("parameters").addObject().put("name", "fieldValidation").put("in", "query");
    patch
        .putObject("x-kubernetes-group-version-kind")
        .put("group", type.group())
        .put("version", type.version())
        .put("kind", type.kind());
    patch.putObject("responses");
  }
}
