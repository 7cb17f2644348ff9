// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.id.ClusterId;

/** The APIs of the clusters that this service serves. Thread-safe. */
public interface ClusterApis {

  /** The API of a cluster. */
  ClusterApi of(ClusterId cluster);
}
