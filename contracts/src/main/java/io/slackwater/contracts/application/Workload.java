// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.application;

import java.util.List;

/** Something that runs pods. */
public record Workload(ObjectRef ref, int replicas, List<String> images) {

  /** Copies the list. */
  public Workload {
    images = List.copyOf(images);
  }
}
