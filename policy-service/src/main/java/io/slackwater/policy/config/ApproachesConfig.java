// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Which approaches this hub's executors can do. */
@ConfigMapping(prefix = "slackwater.approaches")
public interface ApproachesConfig {

  /**
   * The approaches that policies and requests may ask for, among {@code storage-snapshot}, {@code
   * snapshot-with-hooks}, {@code data-service} and {@code application}. Others are refused with a
   * reason.
   */
  @WithDefault("storage-snapshot,snapshot-with-hooks,data-service,application")
  Set<String> offered();
}
