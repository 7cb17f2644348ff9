// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The pods that copy volumes into repositories and back; they run in Slackwater's namespace. */
@ConfigMapping(prefix = "slackwater.mover")
public interface MoverConfig {

  /** The image; deploy/images/mover. */
  @WithDefault("slackwater-mover:0.1")
  String image();

  /** The repository's command line in the image. */
  @WithDefault("/opt/slackwater/bin/slackwater-repository")
  String command();

  /** CPU requested for a mover, as a Kubernetes quantity. */
  @WithDefault("250m")
  String cpu();

  /** Memory requested for a mover, and its limit, as a Kubernetes quantity. */
  @WithDefault("1Gi")
  String memory();

  /** From making a mover's helpers until it runs: scheduling, pulling the image, mounting. */
  @WithDefault("30m")
  Duration prepareTimeout();

  /** How many volumes of one task are moved side by side. */
  @WithDefault("2")
  int volumesAtOnce();
}
