// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.contracts.application.ObjectRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes object as its JSON says, of any kind, known to us or not. Immutable and thread-safe
 * as long as nobody changes the tree it was made from.
 */
public final class KubernetesObject {

  private final ObjectNode json;
  private final ObjectKey key;

  private KubernetesObject(ObjectNode json, ObjectKey key) {
    this.json = json;
    this.key = key;
  }

  /**
   * Reads an object.
   *
   * @throws UnreadableObjectException when it has no apiVersion, kind or name
   */
  public static KubernetesObject of(JsonNode json) {
    String apiVersion = json.path("apiVersion").asText();
    String kind = json.path("kind").asText();
    String name = json.at("/metadata/name").asText();
    if (!(json instanceof ObjectNode tree)
        || apiVersion.isEmpty()
        || kind.isEmpty()
        || name.isEmpty()) {
      throw new UnreadableObjectException(apiVersion, kind, name);
    }
    JsonNode namespace = json.at("/metadata/namespace");
    return new KubernetesObject(
        tree,
        new ObjectKey(
            GroupKind.of(apiVersion, kind),
            namespace.isTextual() ? namespace.textValue() : null,
            name));
  }

  /** A copy of the tree, for the caller to change. */
  public ObjectNode copy() {
    return json.deepCopy();
  }

  /** What a JSON pointer leads to; a missing node when it leads nowhere. Not to be changed. */
  public JsonNode at(String pointer) {
    return json.at(pointer);
  }

  /** The text that a JSON pointer leads to; null when there is none. */
  public @Nullable String text(String pointer) {
    JsonNode node = json.at(pointer);
    return node.isTextual() ? node.textValue() : null;
  }

  /** Kind, namespace and name. */
  public ObjectKey key() {
    return key;
  }

  /** Its kind and group. */
  public GroupKind type() {
    return key.type();
  }

  /** The version it is written in, with its group. */
  public String apiVersion() {
    return json.path("apiVersion").asText();
  }

  /** Its kind. */
  public String kind() {
    return key.type().kind();
  }

  /** Its name. */
  public String name() {
    return key.name();
  }

  /** Its namespace; null for an object of the whole cluster. */
  public @Nullable String namespace() {
    return key.namespace();
  }

  /** The cluster's id of it; empty when it was never in a cluster. */
  public String uid() {
    return json.at("/metadata/uid").asText();
  }

  /** The name by which contracts speak of it. */
  public ObjectRef ref() {
    return new ObjectRef(apiVersion(), kind(), name());
  }

  /** Whether it is of this kind. */
  public boolean is(String group, String kind) {
    return key.type().group().equals(group) && key.type().kind().equals(kind);
  }

  /** Its labels, in their order. */
  public Map<String, String> labels() {
    return texts(json.at("/metadata/labels"));
  }

  /** Its annotations, in their order. */
  public Map<String, String> annotations() {
    return texts(json.at("/metadata/annotations"));
  }

  /** What it goes with. */
  public List<Owner> owners() {
    List<Owner> owners = new ArrayList<>();
    for (JsonNode owner : json.at("/metadata/ownerReferences")) {
      owners.add(
          new Owner(
              GroupKind.of(owner.path("apiVersion").asText(), owner.path("kind").asText()),
              owner.path("name").asText(),
              owner.path("uid").asText(),
              owner.path("controller").asBoolean()));
    }
    return owners;
  }

  /** Whether it is being deleted. */
  public boolean terminating() {
    return json.at("/metadata/deletionTimestamp").isTextual();
  }

  /** The members of a JSON object whose values are texts. */
  static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KubernetesObject that && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
