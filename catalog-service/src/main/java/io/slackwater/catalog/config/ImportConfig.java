// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Imports. */
@ConfigMapping(prefix = "slackwater.imports")
public interface ImportConfig {
  /** How long an import may take from when it was asked for. */
  @WithDefault("12h")
  Duration deadline();
}
