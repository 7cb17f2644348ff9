// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import io.slackwater.repository.snapshot.Snapshot;
import java.util.List;

/**
 * What forget removed, or would remove.
 *
 * @param removed snapshots that are gone
 * @param kept snapshots of the same choice that stay
 */
public record ForgetResult(List<Snapshot> removed, List<Snapshot> kept) {

  public ForgetResult {
    removed = List.copyOf(removed);
    kept = List.copyOf(kept);
  }
}
