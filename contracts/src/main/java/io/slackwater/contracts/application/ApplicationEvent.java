// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.application;

import io.slackwater.contracts.id.ApplicationId;

/** What is said of one application; compacted by application. */
public sealed interface ApplicationEvent extends InventoryEvent
    permits ApplicationDiscovered, ApplicationRemoved {

  /** The application that was seen or is gone. */
  ApplicationId application();

  @Override
  default String key() {
    return application().key();
  }
}
