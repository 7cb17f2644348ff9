// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.id.RunId;
import java.util.List;

/**
 * A settled restore.
 *
 * @param artifacts what its tasks reported that they brought back
 * @param seconds from its begin to its settlement
 */
record Restored(RunId run, List<RestoredArtifact> artifacts, double seconds) {

  Restored {
    artifacts = List.copyOf(artifacts);
  }
}
