// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.discovery.domain.KubernetesObject;
import java.util.Collection;

/** What is known of a cluster's objects right now; only {@link #refresh} asks it. Thread-safe. */
public interface ClusterView {

  /**
   * Finds out which kinds of objects the cluster serves now. Asks the cluster.
   *
   * @return whether it answered
   */
  boolean refresh();

  /** Whether everything has been read once; before, what is missing here may yet exist. */
  boolean complete();

  /** The namespaces. */
  Collection<KubernetesObject> namespaces();

  /** Every object of a namespace. */
  Collection<KubernetesObject> inNamespace(String namespace);

  /** The objects of the whole cluster that applications need or that describe their volumes. */
  Collection<KubernetesObject> clusterWide();
}
