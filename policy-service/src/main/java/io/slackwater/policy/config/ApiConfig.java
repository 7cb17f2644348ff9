// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may use the REST interface. */
@ConfigMapping(prefix = "slackwater.api")
public interface ApiConfig {

  /**
   * Whether bearer tokens are not asked for. Refused at start unless {@code quarkus.http.host} is a
   * loopback address.
   */
  @WithDefault("false")
  boolean open();
}
