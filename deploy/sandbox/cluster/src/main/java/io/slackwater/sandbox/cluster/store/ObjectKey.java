// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import java.util.Comparator;

/**
 * Where an object is kept: its collection, namespace and name. All versions of a kind share one
 * collection.
 *
 * @param group API group, empty for core
 * @param plural the collection's name in paths
 * @param namespace empty for a cluster-scoped object
 * @param name the object's name
 */
public record ObjectKey(String group, String plural, String namespace, String name)
    implements Comparable<ObjectKey> {
  private static final Comparator<ObjectKey> ORDER =
      Comparator.comparing(ObjectKey::group)
          .thenComparing(ObjectKey::plural)
          .thenComparing(ObjectKey::namespace)
          .thenComparing(ObjectKey::name);

  /** The key of an object of this type. */
  public static ObjectKey of(ResourceType type, String namespace, String name) {
    return new ObjectKey(type.group(), type.plural(), type.namespaced() ? namespace : "", name);
  }

  /** Whether the key lies in the collection of this type. */
  public boolean isOf(ResourceType type) {
    return group.equals(type.group()) && plural.equals(type.plural());
  }

  /** The collection as error messages name it: {@code pods} or {@code jobs.batch}. */
  public String collection() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  @Override
  public int compareTo(ObjectKey other) {
    return ORDER.compare(this, other);
  }
}
