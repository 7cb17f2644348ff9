// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.application.InventoryEvent;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import java.util.Set;

/** Tells everybody what applications and namespaces a cluster has. Blocking; thread-safe. */
public interface ApplicationAnnouncer {

  /**
   * The applications of a cluster that were announced and not withdrawn, by whoever served it.
   *
   * @throws AnnouncementException when that cannot be read
   */
  Set<ApplicationId> announced(ClusterId cluster);

  /**
   * Announces; returns when it cannot be lost any more.
   *
   * @throws AnnouncementException when it may have been lost
   */
  void announce(InventoryEvent event);
}
