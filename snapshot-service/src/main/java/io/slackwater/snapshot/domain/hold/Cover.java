// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain.hold;

import org.jspecify.annotations.Nullable;

/**
 * What a barrier bars while it is up.
 *
 * @param container the container; absent when it bars all of the pod's
 * @param barrier the barrier, in words
 */
public record Cover(String pod, @Nullable String container, String barrier) {

  boolean covers(Mount mount) {
    return pod.equals(mount.pod()) && (container == null || container.equals(mount.container()));
  }
}
