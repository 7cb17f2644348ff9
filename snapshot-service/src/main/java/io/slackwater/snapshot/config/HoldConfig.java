// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** Holds. How long writers may be barred is the policy's to say. */
@ConfigMapping(prefix = "slackwater.hold")
public interface HoldConfig {

  /** Between two looks at snapshots while writers are barred. */
  @WithDefault("50ms")
  Duration pollInterval();

  /** How long what databases show is kept for dumps that take part, after the writers go on. */
  @WithDefault("60s")
  Duration keep();

  /**
   * Image of the privileged pods that freeze file systems where a claim's annotation asks for it: a
   * shell, and util-linux's fsfreeze.
   */
  @WithDefault("slackwater-mover:0.1")
  String freezeImage();

  /**
   * The drivers that report a snapshot's creation only when its data is fixed, so that the writers
   * may go on before it is ready to use. For every other driver they are barred until then.
   * docs/hold.md says where each is known from.
   */
  @WithDefault(
      "ebs.csi.aws.com,pd.csi.storage.gke.io,disk.csi.azure.com,rbd.csi.ceph.com,btrfs.sandbox.slackwater.io")
  Set<String> cutAtCreation();
}
