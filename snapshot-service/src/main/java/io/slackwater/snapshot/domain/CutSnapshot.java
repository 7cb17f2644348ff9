// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import io.slackwater.contracts.id.HoldId;
import org.jspecify.annotations.Nullable;

/**
 * A VolumeSnapshot that a task asked for.
 *
 * @param claim the claim it is of
 * @param attempt the attempt that asked for it
 * @param hold the hold it is of; absent when there was none
 * @param holder the newest attempt that goes on with it; at first the one that asked for it
 * @param deleting whether it is on its way out
 * @param content the VolumeSnapshotContent; absent until the storage's side answered
 * @param error what the storage complained of last
 */
public record CutSnapshot(
    String namespace,
    String name,
    String claim,
    int attempt,
    @Nullable HoldId hold,
    int holder,
    boolean deleting,
    @Nullable String content,
    @Nullable String error) {

  boolean sound() {
    return !deleting && error == null;
  }
}
