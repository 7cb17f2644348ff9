// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.policy.domain.Fire;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy and how the applications under it fare. */
public record PolicyStatus(StoredPolicy stored, List<ApplicationStatus> applications) {

  /** Copies the list. */
  public PolicyStatus {
    applications = List.copyOf(applications);
  }

  /**
   * One application under the policy.
   *
   * @param next its next turn; absent while the policy is paused
   * @param lastRun its last run; absent before the first
   * @param lastSkip its last turn that was not taken
   */
  public record ApplicationStatus(
      ApplicationId application,
      @Nullable Fire next,
      @Nullable PolicyRun lastRun,
      @Nullable SkippedFire lastSkip) {}
}
