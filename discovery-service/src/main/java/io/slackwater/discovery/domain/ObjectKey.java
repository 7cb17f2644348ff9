// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One object of a cluster, by kind and name.
 *
 * @param namespace absent for an object of the whole cluster
 */
public record ObjectKey(GroupKind type, @Nullable String namespace, String name)
    implements Comparable<ObjectKey> {

  private static final Comparator<ObjectKey> ORDER =
      Comparator.comparing(ObjectKey::type)
          .thenComparing(key -> key.namespace == null ? "" : key.namespace)
          .thenComparing(ObjectKey::name);

  @Override
  public int compareTo(ObjectKey other) {
    return ORDER.compare(this, other);
  }

  /** As people write it: {@code Kind/name}. */
  @Override
  public String toString() {
    return type.kind() + "/" + name;
  }
}
