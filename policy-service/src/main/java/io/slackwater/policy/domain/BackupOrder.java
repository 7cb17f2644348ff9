// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.request.BackupRequested;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.KeepRules;
import io.slackwater.contracts.run.Trigger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One backup of one application that is to be planned.
 *
 * @param run derived from what made it, so that making it twice makes one run
 * @param composition what the application consists of now
 * @param hold the bounds of the hold, for the approaches that have one
 * @param policy the policy behind it, if any
 * @param request the request behind it, if any
 * @param fireTime the schedule's fire time behind it, if any
 * @param keep which restore points the policy keeps; absent when no policy is behind it
 * @param correlationId handed on by everything that follows from the run
 */
public record BackupOrder(
    RunId run,
    ApplicationDiscovered composition,
    Approach approach,
    HoldBounds hold,
    LocationName location,
    boolean export,
    Trigger trigger,
    @Nullable PolicyName policy,
    @Nullable RequestId request,
    @Nullable Instant fireTime,
    @Nullable KeepRules keep,
    String correlationId,
    Instant plannedAt,
    Instant notAfter) {

  /** The backup of a policy's fire time. */
  public static BackupOrder scheduled(
      Policy policy, ApplicationDiscovered composition, Instant fireTime, Instant now) {
    RunId run = DerivedIds.scheduledRun(policy.name(), composition.application(), fireTime);
    return new BackupOrder(
        run,
        composition,
        policy.approach(),
        policy.hold(),
        policy.location(),
        policy.export(),
        Trigger.SCHEDULE,
        policy.name(),
        null,
        fireTime,
        policy.retention().rules(),
        run.value(),
        now,
        now.plus(policy.maxDuration()));
  }

  /** The backup that somebody asked a policy for, out of its turn. */
  public static BackupOrder runNow(
      Policy policy, ApplicationDiscovered composition, RequestId request, Instant now) {
    return new BackupOrder(
        DerivedIds.requestedRun(request, composition.application()),
        composition,
        policy.approach(),
        policy.hold(),
        policy.location(),
        policy.export(),
        Trigger.REQUEST,
        policy.name(),
        request,
        null,
        policy.retention().rules(),
        request.value(),
        now,
        now.plus(policy.maxDuration()));
  }

  /** The backup that a request asks for. */
  public static BackupOrder requested(
      BackupRequested request,
      ApplicationDiscovered composition,
      @Nullable String correlationId,
      Instant now) {
    return new BackupOrder(
        DerivedIds.requestedRun(request.request(), request.application()),
        composition,
        request.approach(),
        HoldBounds.DEFAULT,
        request.location(),
        request.export(),
        Trigger.REQUEST,
        null,
        request.request(),
        null,
        null,
        correlationId == null ? request.request().value() : correlationId,
        now,
        now.plus(Policy.DEFAULT_MAX_DURATION));
  }

  /** The application that is to be protected. */
  public ApplicationId application() {
    return composition.application();
  }
}
