// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.discovery.domain.DiscoveryException;

/** A claim names a storage class that the target cluster has not. */
public final class MissingStorageClassException extends DiscoveryException {

  MissingStorageClassException(ClusterId cluster, String claim, String storageClass) {
    super(
        "claim %s needs storage class %s, which cluster %s has not; make one of that name, then restore again"
            .formatted(claim, storageClass, cluster),
        false,
        null);
  }
}
