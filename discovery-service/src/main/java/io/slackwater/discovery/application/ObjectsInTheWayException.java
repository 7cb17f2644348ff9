// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.discovery.domain.DiscoveryException;
import java.util.List;

/** Other objects have the names of objects that are to be restored. */
public final class ObjectsInTheWayException extends DiscoveryException {

  ObjectsInTheWayException(RestoreTarget target, List<String> objects) {
    super(
        "%d objects are in the way in cluster %s: %s; delete or rename them, then restore again"
            .formatted(objects.size(), target.cluster(), String.join("; ", objects)),
        false,
        null);
  }
}
