// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the database's own tools may take. */
@ConfigMapping(prefix = "slackwater.dump")
public interface DumpConfig {

  /** For the dump or the load of one database. */
  @WithDefault("6h")
  Duration partTimeout();

  /**
   * How long a replica may take to catch up with its primary before the primary is dumped instead.
   */
  @WithDefault("30s")
  Duration replicaWait();

  /** For the check of one database. */
  @WithDefault("1h")
  Duration verificationTimeout();
}
