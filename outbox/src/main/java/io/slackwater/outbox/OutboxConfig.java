// SPDX-License-Identifier: Apache-2.0
package io.slackwater.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the outbox is emptied. */
@ConfigMapping(prefix = "slackwater.outbox")
public interface OutboxConfig {

  /** Time between two looks at the outbox; the longest that a committed event waits when idle. */
  @WithDefault("200ms")
  Duration pollInterval();

  /** How many events are published in one transaction. */
  @WithDefault("100")
  int batchSize();
}
