// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What policies may ask for, and how often due turns are looked for. */
@ConfigMapping(prefix = "slackwater.policy")
public interface PolicyConfig {

  /** Names of the locations that executors can reach. Without one no policy can be made. */
  Optional<Set<String>> locations();

  /** The shortest time between two fire times of a policy. */
  @WithDefault("1m")
  Duration shortestInterval();

  /** Time between two looks for due turns: by so much a run may start late. */
  @WithDefault("1s")
  Duration claimInterval();
}
