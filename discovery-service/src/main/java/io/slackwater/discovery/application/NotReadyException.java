// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.discovery.domain.DiscoveryException;
import java.time.Duration;
import java.util.List;

/** What was restored did not become ready in time. */
public final class NotReadyException extends DiscoveryException {

  NotReadyException(RestoreTarget target, Duration bound, List<String> waiting) {
    super(
        "not ready after %d s in namespace %s of cluster %s: %s; look at the pods' events and logs"
            .formatted(
                bound.toSeconds(),
                target.namespace(),
                target.cluster(),
                String.join("; ", waiting)),
        true,
        null);
  }
}
