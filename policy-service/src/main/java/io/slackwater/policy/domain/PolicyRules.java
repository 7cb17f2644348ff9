// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.run.Approach;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges whether what a policy asks for can be done here. Stateless and thread-safe. */
public final class PolicyRules {

  private static final int FIRES_LOOKED_AT = 60;
  private static final Set<Approach> HOLDING =
      Set.of(Approach.SNAPSHOT_WITH_HOOKS, Approach.APPLICATION);

  private final HubLimits limits;

  /** Rules of a hub. */
  public PolicyRules(HubLimits limits) {
    this.limits = limits;
  }

  /**
   * Every fault of a policy: those of its writing first.
   *
   * @param known the applications that are there
   */
  public List<Fault> faults(
      ReadPolicy policy, Collection<ApplicationDiscovered> known, Instant now) {
    FaultList faults = new FaultList();
    selects(policy.selector(), known, faults);
    fires(policy.schedule(), now, faults);
    offered(policy.approach(), faults);
    endsInTime(policy, faults);
    location(policy.location(), faults);
    List<Fault> all = new ArrayList<>(policy.faults());
    all.addAll(faults.faults());
    return List.copyOf(all);
  }

  private static void selects(
      @Nullable Selector selector, Collection<ApplicationDiscovered> known, FaultList faults) {
    if (selector != null && known.stream().noneMatch(selector::selects)) {
      faults.add(
          "selector",
          "it selects nothing",
          "none of the %d known applications matches every part of it".formatted(known.size()),
          "compare its clusters, namespaces, applications and labels with the applications"
              + " that discovery-service published");
    }
  }

  private void fires(@Nullable Schedule schedule, Instant now, FaultList faults) {
    if (schedule == null) {
      return;
    }
    String field = schedule instanceof Schedule.Cron ? "schedule.cron" : "schedule.every";
    if (schedule.next(now).isEmpty()) {
      faults.add(
          field,
          "it never fires",
          "no day of the calendar matches its day and month",
          "choose a day that the month has");
      return;
    }
    Duration interval = shortestInterval(schedule, now);
    if (interval.compareTo(limits.shortestInterval()) < 0) {
      faults.add(
          field,
          "it fires every " + interval,
          "the shortest interval here is %s (slackwater.policy.shortest-interval)"
              .formatted(limits.shortestInterval()),
          "choose a longer interval");
    }
    if (schedule.spread().compareTo(interval) >= 0 && !schedule.spread().isZero()) {
      faults.add(
          "schedule.spread",
          "the spread %s is not shorter than the interval %s"
              .formatted(schedule.spread(), interval),
          "an application's turn must come before the next fire time",
          "choose a shorter spread");
    }
  }

  private static Duration shortestInterval(Schedule schedule, Instant now) {
    if (schedule instanceof Schedule.Every every) {
      return every.interval();
    }
    Duration shortest = Duration.ofDays(366);
    Optional<Instant> fire = schedule.next(now);
    for (int i = 0; i < FIRES_LOOKED_AT && fire.isPresent(); i++) {
      Optional<Instant> following = schedule.next(fire.get());
      if (following.isPresent()) {
        Duration interval = Duration.between(fire.get(), following.get());
        shortest = interval.compareTo(shortest) < 0 ? interval : shortest;
      }
      fire = following;
    }
    return shortest;
  }

  private void offered(@Nullable Approach approach, FaultList faults) {
    if (approach != null) {
      limits
          .against(approach)
          .ifPresent(
              what ->
                  faults.add(
                      "approach",
                      what,
                      "slackwater.approaches.offered lists " + limits.offered(),
                      "choose one of them"));
    }
  }

  /** A hold that may be prepared for longer than its run lasts would never fail for its reason. */
  private static void endsInTime(ReadPolicy policy, FaultList faults) {
    Duration needed = policy.hold().prepare().plus(policy.hold().max());
    if (policy.approach() != null
        && HOLDING.contains(policy.approach())
        && needed.compareTo(policy.maxDuration()) >= 0) {
      faults.add(
          "hold.prepare",
          "preparing the hold and holding may take %s, which is not shorter than a run (maxDuration %s)"
              .formatted(needed, policy.maxDuration()),
          "a run would expire before it could say who was not prepared",
          "choose a shorter hold.prepare or a longer maxDuration");
    }
  }

  private void location(@Nullable LocationName location, FaultList faults) {
    if (location != null && !limits.locations().contains(location)) {
      faults.add(
          "location",
          "the location '%s' is not known".formatted(location),
          "the known locations are "
              + limits.locations().stream().map(LocationName::value).sorted().toList(),
          "choose one of them, or add it to slackwater.policy.locations");
    }
  }
}
