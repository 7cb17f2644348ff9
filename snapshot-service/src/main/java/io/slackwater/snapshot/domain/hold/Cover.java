// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain.hold;

import org.jspecify.annotations.Nullable;

/**
 * What a barrier bars while it is up.
 *
 * @param pod where the barrier is
 * @param container the container; absent when it bars all of the pod's
 * @param barrier the barrier, in words
 * @param claim the claim to which nobody can write, in whatever pod; absent when the barrier bars
 *     containers of its pod
 */
public record Cover(
    String pod, @Nullable String container, String barrier, @Nullable String claim) {

  /** Of a pod's containers. */
  public Cover(String pod, @Nullable String container, String barrier) {
    this(pod, container, barrier, null);
  }

  /** Of everybody who writes to a claim, from a helper pod. */
  public static Cover ofClaim(String claim, String barrier, String helper) {
    return new Cover(helper, null, barrier, claim);
  }

  /** Whether who has this mount is barred from it. */
  public boolean covers(Mount mount) {
    return claim == null
        ? pod.equals(mount.pod()) && (container == null || container.equals(mount.container()))
        : claim.equals(mount.claim());
  }

  /** Whether every container of this pod is barred, whatever it writes to. */
  public boolean coversAllOf(String name) {
    return claim == null && container == null && pod.equals(name);
  }
}
