// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.discovery.domain.DiscoveryException;
import org.jspecify.annotations.Nullable;

/** What was found could not be told, or what had been told could not be read. */
public final class AnnouncementException extends DiscoveryException {

  /** Makes the exception. */
  public AnnouncementException(ClusterId cluster, String what, @Nullable Throwable cause) {
    super(
        "%s for cluster %s; it is tried again, check the brokers".formatted(what, cluster),
        true,
        cause);
  }
}
