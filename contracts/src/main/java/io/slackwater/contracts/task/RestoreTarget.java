// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.Names;

/** Where a restore goes. */
public record RestoreTarget(ClusterId cluster, String namespace) {

  /** Checks the namespace. */
  public RestoreTarget {
    Names.require("namespace", namespace, Names.LABEL);
  }
}
