// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.discovery.domain.DiscoveryException;
import io.slackwater.discovery.domain.KubernetesObject;

/** The target cluster does not know a kind of object. */
public final class KindNotServedException extends DiscoveryException {

  KindNotServedException(ClusterId cluster, KubernetesObject object) {
    super(
        "cluster %s does not serve %s (%s), which %s needs; install what defines it, then restore again"
            .formatted(cluster, object.kind(), object.apiVersion(), object),
        false,
        null);
  }
}
