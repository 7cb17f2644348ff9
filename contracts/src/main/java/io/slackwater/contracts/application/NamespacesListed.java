// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.application;

import io.slackwater.contracts.id.ClusterId;
import java.util.List;

/**
 * Every namespace of a cluster, with an application in it or none. Published when it is first seen
 * and when one comes or goes; the newest replaces all earlier ones. A list of 10,000 names of full
 * length fits into an event.
 *
 * @param namespaces their names in order, each once; those on their way out included
 */
public record NamespacesListed(ClusterId cluster, List<String> namespaces)
    implements InventoryEvent {

  /** What follows the cluster in the key; no application's key has an empty part. */
  private static final String SUFFIX = "//namespaces";

  /** Sorts the names. */
  public NamespacesListed {
    namespaces = namespaces.stream().distinct().sorted().toList();
  }

  /** The key of a cluster's list. */
  public static String keyOf(ClusterId cluster) {
    return cluster.value() + SUFFIX;
  }

  @Override
  public String key() {
    return keyOf(cluster);
  }
}
