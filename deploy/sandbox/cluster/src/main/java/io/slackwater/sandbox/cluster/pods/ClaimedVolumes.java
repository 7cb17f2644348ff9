// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import java.nio.file.Path;
import java.util.Optional;

/** Where the volume behind a PersistentVolumeClaim is mounted on the host. */
public interface ClaimedVolumes {
  /** The directory, or empty while the claim is not bound. */
  Optional<Path> directory(String namespace, String claim);
}
