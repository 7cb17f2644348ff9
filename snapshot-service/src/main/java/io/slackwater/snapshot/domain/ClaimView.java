// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PersistentVolumeClaim as it is now, with the driver of the volume that it is bound to.
 *
 * @param phase {@code Pending}, {@code Bound} or {@code Lost}
 * @param volume the volume's name; absent while not bound
 * @param driver the volume's CSI driver; absent when it has none
 * @param restoredFrom where a restore took its data from; absent when none made it
 */
public record ClaimView(
    String namespace,
    String name,
    String phase,
    @Nullable String volume,
    @Nullable String driver,
    Map<String, String> labels,
    @Nullable String restoredFrom) {

  private static final String BOUND = "Bound";

  /** Copies the labels. */
  public ClaimView {
    labels = Map.copyOf(labels);
  }

  /** Whether a volume is bound to it. */
  public boolean bound() {
    return BOUND.equals(phase) && volume != null;
  }

  /** Whether this task made it, in whichever attempt. */
  public boolean madeBy(TaskIdentity identity) {
    return identity.task().value().equals(labels.get(Labels.TASK));
  }
}
