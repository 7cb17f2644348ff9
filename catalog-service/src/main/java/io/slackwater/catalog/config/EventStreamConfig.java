// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The live stream of events, and the log that it is read from. */
@ConfigMapping(prefix = "slackwater.events")
public interface EventStreamConfig {
  /** Time between two looks at the log, for each who listens; how late an event may be shown. */
  @WithDefault("300ms")
  Duration pollInterval();

  /** How long the log reaches back: what a listener can resume from. */
  @WithDefault("7d")
  Duration keep();

  /** How many events the log holds at most. */
  @WithDefault("1000000")
  long maxRows();

  /** Time between two trims of the log. */
  @WithDefault("10m")
  Duration trimInterval();
}
