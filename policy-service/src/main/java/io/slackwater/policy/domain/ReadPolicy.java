// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.run.Approach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What could be read of a document: parts that could not are absent, and faults say why. */
public record ReadPolicy(
    @Nullable PolicyName name,
    @Nullable Selector selector,
    @Nullable Approach approach,
    HoldBounds hold,
    @Nullable Schedule schedule,
    Retention retention,
    @Nullable LocationName location,
    boolean export,
    Objectives objectives,
    Duration maxDuration,
    boolean paused,
    List<Fault> faults) {

  /** Copies the list. */
  public ReadPolicy {
    faults = List.copyOf(faults);
  }

  /** The policy, when nothing was wrong with the writing. */
  public Optional<Policy> policy() {
    if (!faults.isEmpty()
        || name == null
        || selector == null
        || approach == null
        || schedule == null
        || location == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Policy(
            name,
            selector,
            approach,
            hold,
            schedule,
            retention,
            location,
            export,
            objectives,
            maxDuration,
            paused));
  }
}
