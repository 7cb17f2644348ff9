// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may use the API. */
@ConfigMapping(prefix = "slackwater.api")
public interface ApiConfig {
  /**
   * Whether everybody may do everything. Refused at start unless {@code quarkus.http.host} is a
   * loopback address.
   */
  @WithDefault("false")
  boolean open();
}
