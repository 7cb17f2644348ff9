// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.api;

import io.slackwater.contracts.run.Outcome;
import io.slackwater.policy.application.PolicyRun;
import io.slackwater.policy.application.PolicyStatus;
import io.slackwater.policy.application.PolicyStatus.ApplicationStatus;
import io.slackwater.policy.application.SkippedFire;
import io.slackwater.policy.domain.Fire;
import io.slackwater.policy.domain.PolicyDocument;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy with the applications that it selects now.
 *
 * @param policy the policy, as it can be sent back
 * @param version grows with every change; the ETag
 */
public record PolicyDetails(
    PolicyDocument policy,
    long version,
    Instant createdAt,
    Instant updatedAt,
    List<SelectedApplication> applications) {

  /**
   * An application under the policy.
   *
   * @param application {@code cluster/namespace/name}
   * @param next its next turn; absent while the policy is paused
   * @param lastRun its last run
   * @param lastSkip its last turn that was not taken
   */
  public record SelectedApplication(
      String application, @Nullable Turn next, @Nullable Run lastRun, @Nullable Skip lastSkip) {

    private static SelectedApplication of(ApplicationStatus status) {
      return new SelectedApplication(
          status.application().key(),
          Turn.of(status.next()),
          Run.of(status.lastRun()),
          Skip.of(status.lastSkip()));
    }
  }

  /**
   * A turn to come.
   *
   * @param fireTime the schedule's fire time
   * @param dueAt the fire time and the application's part of the spread
   */
  public record Turn(Instant fireTime, Instant dueAt) {

    private static @Nullable Turn of(@Nullable Fire fire) {
      return fire == null ? null : new Turn(fire.fireTime(), fire.dueAt());
    }
  }

  /**
   * A run.
   *
   * @param outcome absent while it is not settled
   */
  public record Run(
      String run, Instant plannedAt, @Nullable Outcome outcome, @Nullable Instant settledAt) {

    private static @Nullable Run of(@Nullable PolicyRun run) {
      return run == null
          ? null
          : new Run(run.run().value(), run.plannedAt(), run.outcome(), run.settledAt());
    }
  }

  /** A turn that was not taken, and why. */
  public record Skip(Instant fireTime, String reason) {

    private static @Nullable Skip of(@Nullable SkippedFire skipped) {
      return skipped == null ? null : new Skip(skipped.fireTime(), skipped.reason());
    }
  }

  static PolicyDetails of(PolicyStatus status) {
    PolicySummary summary = PolicySummary.of(status.stored());
    return new PolicyDetails(
        summary.policy(),
        summary.version(),
        summary.createdAt(),
        summary.updatedAt(),
        status.applications().stream().map(SelectedApplication::of).toList());
  }
}
