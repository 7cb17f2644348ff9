// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.controllers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.ResourceType;
import io.slackwater.sandbox.cluster.store.TypeCatalog;
import io.slackwater.sandbox.cluster.store.Types;

/**
 * Gives each namespace its default account and CA bundle, and empties it when it is deleted; the
 * namespace goes when its last object has.
 */
public final class Namespaces implements Controller {
  private final ObjectStore store;
  private final TypeCatalog catalog;

  /**
   * @param store where namespaces and their contents are
   * @param catalog which kinds a namespace can contain
   */
  public Namespaces(ObjectStore store, TypeCatalog catalog) {
    this.store = store;
    this.catalog = catalog;
  }

  @Override
  public String name() {
    return "namespaces";
  }

  @Override
  public void reconcile() {
    for (ObjectNode namespace : store.list(Types.NAMESPACE, "")) {
      if (Metadata.isDeleting(namespace)) {
        empty(Metadata.name(namespace));
      } else {
        furnish(Metadata.name(namespace));
      }
    }
  }

  private void furnish(String namespace) {
    ensure(Types.SERVICE_ACCOUNT, namespace, "default", Json.object());
    ObjectNode bundle = Json.object();
    // There is no TLS, so the bundle that pods expect is there but empty.
    bundle.putObject("data").put("ca.crt", "");
    ensure(Types.CONFIG_MAP, namespace, "kube-root-ca.crt", bundle);
  }

  private void ensure(ResourceType type, String namespace, String name, ObjectNode object) {
    ObjectKey key = ObjectKey.of(type, namespace, name);
    if (store.get(key).isEmpty()) {
      object.put("apiVersion", type.apiVersion()).put("kind", type.kind());
      store.create(key, object);
    }
  }

  private void empty(String namespace) {
    boolean left = false;
    for (ResourceType type : catalog.collections()) {
      if (type.namespaced()) {
        for (ObjectNode object : store.list(type, namespace)) {
          if (!Metadata.isDeleting(object)) {
            store.delete(ObjectKey.of(type, namespace, Metadata.name(object)));
          }
          left = true;
        }
      }
    }
    if (!left) {
      store.update(
          ObjectKey.of(Types.NAMESPACE, "", namespace),
          current -> {
            Json.child(current, "spec").remove("finalizers");
            return current;
          });
    }
  }
}
