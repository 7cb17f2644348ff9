// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Restores. */
@ConfigMapping(prefix = "slackwater.restores")
public interface RestoreConfig {
  /** How long a restore may take from when it was planned, or resumed. */
  @WithDefault("12h")
  Duration deadline();
}
