// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How applications are found, and how long a restore waits. */
@ConfigMapping(prefix = "slackwater.discovery")
public interface DiscoveryConfig {

  /** After this long without a change, what changed is looked at. */
  @WithDefault("1s")
  Duration quietTime();

  /** How often everything is looked at again though nothing changed. */
  @WithDefault("10m")
  Duration resync();

  /** The pause after a cluster or the brokers did not answer; it grows to thirty times this. */
  @WithDefault("1s")
  Duration pause();

  /** How long a restore waits for a group of workloads to be ready. */
  @WithDefault("10m")
  Duration readyTimeout();

  /** How long a restore waits for the API server to serve a custom resource definition. */
  @WithDefault("1m")
  Duration establishedTimeout();

  /** Time between two looks at what a restore waits for. */
  @WithDefault("1s")
  Duration poll();
}
