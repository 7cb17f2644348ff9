// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.discovery.domain.DiscoveryException;
import org.jspecify.annotations.Nullable;

/** A cluster's API server (or one that it passes requests on to) did not answer. */
public final class ClusterUnavailableException extends DiscoveryException {

  /** Makes the exception. */
  public ClusterUnavailableException(String what, String why, @Nullable Throwable cause) {
    super(
        "the cluster's API did not answer %s: %s; the task is tried again".formatted(what, why),
        true,
        cause);
  }
}
