// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The objects of one namespace (or of the cluster), to be found by kind and name or by id. */
public final class Siblings {

  private final Map<ObjectKey, KubernetesObject> byKey = new HashMap<>();
  private final Map<String, KubernetesObject> byUid = new HashMap<>();

  /** Indexes the objects. An object that was read twice (two API groups) counts once. */
  public Siblings(Collection<KubernetesObject> objects) {
    for (KubernetesObject object : objects) {
      byKey.put(object.key(), object);
      if (!object.uid().isEmpty()) {
        byUid.putIfAbsent(object.uid(), object);
      }
    }
  }

  /** The object of a kind and name, in the namespace of another one. */
  public Optional<KubernetesObject> near(
      KubernetesObject other, String group, String kind, String name) {
    return find(new ObjectKey(new GroupKind(group, kind), other.namespace(), name));
  }

  /** The object of this key. */
  public Optional<KubernetesObject> find(ObjectKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** What makes and keeps an object, when it is among these. */
  public Optional<KubernetesObject> controllerOf(KubernetesObject object) {
    return object.owners().stream()
        .filter(Owner::controller)
        .findFirst()
        .flatMap(owner -> Optional.ofNullable(byUid.get(owner.uid())));
  }

  /** The last of an object's controllers, upwards; the object itself when it has none here. */
  public KubernetesObject rootOf(KubernetesObject object) {
    KubernetesObject root = object;
    for (int depth = 0; depth < 16; depth++) {
      Optional<KubernetesObject> controller = controllerOf(root);
      if (controller.isEmpty()) {
        return root;
      }
      root = controller.get();
    }
    return root;
  }
}
