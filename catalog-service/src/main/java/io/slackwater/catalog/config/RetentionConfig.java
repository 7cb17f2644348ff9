// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Retention of restore points. */
@ConfigMapping(prefix = "slackwater.retention")
public interface RetentionConfig {
  /**
   * Whether restore points that their policies keep no longer are retired. All executors must know
   * the tasks of a retirement.
   */
  @WithDefault("true")
  boolean enabled();

  /** Time between two looks at what is kept no longer. */
  @WithDefault("10m")
  Duration interval();

  /** How long a retirement, or the maintenance of a repository, may take. */
  @WithDefault("6h")
  Duration deadline();

  /** How long after a retirement failed it is tried again. */
  @WithDefault("1h")
  Duration retryAfter();

  /** The least time between two prunes of one application's repositories. */
  @WithDefault("24h")
  Duration pruneInterval();
}
