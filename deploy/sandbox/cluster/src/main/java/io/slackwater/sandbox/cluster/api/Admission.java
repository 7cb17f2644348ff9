// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.ApiException;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.ResourceType;
import io.slackwater.sandbox.cluster.store.Types;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.regex.Pattern;

/** Checks and completes a new object before it is stored; for clients and controllers alike. */
public final class Admission {
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;

  private final ObjectStore store;
  private final Defaults defaults;
  private final Random random;

  /**
   * @param store where objects go
   * @param random for generated names
   */
  public Admission(ObjectStore store, Random random) {
    this.store = store;
    this.defaults = new Defaults(store);
    this.random = random;
  }

  /**
   * Creates an object as if a client had asked for it.
   *
   * @param namespace where; empty for a cluster-scoped object
   * @return what is stored
   * @throws ApiException when it is refused
   */
  public ObjectNode create(ResourceType type, String namespace, ObjectNode object) {
    ObjectKey key = keyFor(type, namespace, object);
    return store.create(key, admit(type, key, object));
  }

  private ObjectKey keyFor(ResourceType type, String namespace, ObjectNode object) {
    String name = Metadata.name(object);
    String prefix = object.path("metadata").path("generateName").asText("");
    if (name.isEmpty() && !prefix.isEmpty()) {
      name = prefix + suffix();
    }
    ObjectKey key = ObjectKey.of(type, namespace, name);
    if (name.isEmpty()) {
      throw ApiException.invalid(
          key, "metadata.name: Required value: name or generateName is required");
    }
    if (!type.group().equals("rbac.authorization.k8s.io")
        && (name.length() > 253 || !NAME.matcher(name).matches())) {
      throw ApiException.invalid(
          key, "metadata.name: Invalid value: a lowercase RFC 1123 subdomain is needed");
    }
    return key;
  }

  private ObjectNode admit(ResourceType type, ObjectKey key, ObjectNode object) {
    ObjectNode admitted = object.deepCopy();
    requireKind(type, admitted);
    String namespace = Metadata.namespace(admitted);
    if (type.namespaced() && !namespace.isEmpty() && !namespace.equals(key.namespace())) {
      throw ApiException.badRequest(
          "the namespace of the object (%s) does not match the namespace on the request (%s)"
              .formatted(namespace, key.namespace()));
    }
    if (type.namespaced()) {
      requireLivingNamespace(key);
    }
    if (type.hasStatus()) {
      admitted.remove("status");
    }
    admitted.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    defaults.complete(key, admitted);
    return onWrite(key, admitted);
  }

  /** What is converted on every write, not only the first. */
  ObjectNode onWrite(ObjectKey key, ObjectNode object) {
    if (object.get("spec") instanceof ObjectNode spec) {
      WorkloadDefaults.complete(key, spec);
    }
    if (key.isOf(Types.SECRET) && object.get("stringData") instanceof ObjectNode texts) {
      ObjectNode data = Json.child(object, "data");
      Json.textMap(texts)
          .forEach(
              (name, text) ->
                  data.put(
                      name,
                      Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
      object.remove("stringData");
    }
    return object;
  }

  private static void requireKind(ResourceType type, ObjectNode object) {
    String kind = object.path("kind").asText("");
    String apiVersion = object.path("apiVersion").asText("");
    if ((!kind.isEmpty() && !kind.equals(type.kind()))
        || (!apiVersion.isEmpty() && !apiVersion.equals(type.apiVersion()))) {
      throw ApiException.badRequest(
          "the object is a %s of %s, but the path serves %s of %s"
              .formatted(kind, apiVersion, type.kind(), type.apiVersion()));
    }
  }

  private void requireLivingNamespace(ObjectKey key) {
    ObjectNode namespace = store.require(ObjectKey.of(Types.NAMESPACE, "", key.namespace()));
    if (Metadata.isDeleting(namespace)) {
      throw ApiException.forbidden(
          "%s \"%s\" is forbidden: unable to create new content in namespace %s because it is"
                  .formatted(key.collection(), key.name(), key.namespace())
              + " being terminated");
    }
  }

  private String suffix() {
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      suffix.append(SUFFIX_LETTERS.charAt(random.nextInt(SUFFIX_LETTERS.length())));
    }
    return suffix.toString();
  }
}
