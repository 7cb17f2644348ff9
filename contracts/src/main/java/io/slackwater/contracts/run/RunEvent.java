// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.run;

import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.id.RunId;

/** The stream {@code runs}. */
public sealed interface RunEvent extends Event permits RunPlanned, RunSettled {

  /** The run. */
  RunId run();

  @Override
  default String key() {
    return run().value();
  }
}
