// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.sandbox.cluster.store.LabelSelector;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ResourceType;
import io.vertx.core.MultiMap;

/**
 * Which objects of a collection a request means.
 *
 * @param type their type
 * @param namespace their namespace; empty for all
 * @param labels what their labels must satisfy
 * @param fields what their fields must satisfy
 */
record Scope(ResourceType type, String namespace, LabelSelector labels, FieldSelector fields) {
  static Scope of(ResourceType type, String namespace, String name, MultiMap query) {
    String fields = text(query, "fieldSelector");
    if (!name.isEmpty()) {
      fields = "metadata.name=" + name;
    }
    return new Scope(
        type,
        namespace,
        LabelSelector.parse(text(query, "labelSelector")),
        FieldSelector.parse(fields));
  }

  boolean contains(ObjectKey key) {
    return key.isOf(type) && (namespace.isEmpty() || key.namespace().equals(namespace));
  }

  boolean selects(JsonNode object) {
    return labels.matches(Metadata.labels(object)) && fields.matches(object);
  }

  static String text(MultiMap query, String name) {
    String value = query.get(name);
    return value == null ? "" : value;
  }

  static boolean flag(MultiMap query, String name) {
    String value = text(query, name);
    return value.equals("true") || value.equals("1");
  }
}
