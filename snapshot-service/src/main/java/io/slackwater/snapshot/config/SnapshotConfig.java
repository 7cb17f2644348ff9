// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long storage may take. No wait outlasts its task. */
@ConfigMapping(prefix = "slackwater.snapshot")
public interface SnapshotConfig {

  /** From asking for snapshots until the storage has finished all of them; then they are void. */
  @WithDefault("10m")
  Duration timeout();

  /** Until a claim that was made from a snapshot, or for a restored volume, is bound. */
  @WithDefault("10m")
  Duration bindTimeout();

  /** Until deleted helper objects are gone. */
  @WithDefault("2m")
  Duration cleanupTimeout();

  /** Between two looks at objects that are waited for. */
  @WithDefault("1s")
  Duration pollInterval();

  /** How long after its task's end a helper object is left alone before it is swept. */
  @WithDefault("10m")
  Duration leftoverGrace();
}
