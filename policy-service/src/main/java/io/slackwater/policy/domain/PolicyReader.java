// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.run.Approach;
import io.slackwater.policy.domain.PolicyDocument.HoldDocument;
import io.slackwater.policy.domain.PolicyDocument.ObjectivesDocument;
import io.slackwater.policy.domain.PolicyDocument.RetentionDocument;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a policy of what somebody wrote, and names every fault of the writing. */
public final class PolicyReader {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final FaultList faults;

  private PolicyReader(List<Fault> before) {
    faults = new FaultList(before);
  }

  /**
   * Reads a document; what it asks for is not judged yet: {@link PolicyRules} does.
   *
   * @param before faults that were found while the document came to be
   */
  public static ReadPolicy read(PolicyDocument document, List<Fault> before) {
    return new PolicyReader(before).parts(document);
  }

  private ReadPolicy parts(PolicyDocument document) {
    PolicyName name = faults.name("name", document.name(), PolicyName::new);
    Selector selector = new SelectorReader(faults).read(document.selector());
    Approach approach = approach(document.approach());
    HoldBounds hold = hold(document.hold());
    Schedule schedule = new ScheduleReader(faults).read(document.schedule());
    Retention retention = retention(document.retention());
    LocationName location = faults.name("location", document.location(), LocationName::new);
    Objectives objectives = objectives(document.objectives());
    Duration maxDuration = faults.duration("maxDuration", document.maxDuration(), SHORTEST);
    return new ReadPolicy(
        name,
        selector,
        approach,
        hold,
        schedule,
        retention,
        location,
        Boolean.TRUE.equals(document.export()),
        objectives,
        maxDuration == null ? Policy.DEFAULT_MAX_DURATION : maxDuration,
        Boolean.TRUE.equals(document.paused()),
        faults.faults());
  }

  private @Nullable Approach approach(@Nullable String text) {
    if (text == null) {
      faults.missing("approach", "choose one of " + ApproachName.all());
      return null;
    }
    Approach approach = ApproachName.parse(text).orElse(null);
    if (approach == null) {
      faults.add(
          "approach",
          "the approach '%s' is not known".formatted(Shown.of(text)),
          "the approaches are " + ApproachName.all(),
          "choose one of them");
    }
    return approach;
  }

  private HoldBounds hold(@Nullable HoldDocument document) {
    if (document == null) {
      return HoldBounds.DEFAULT;
    }
    Duration max =
        faults.duration(
            "hold.max", document.max(), HoldBounds.SHORTEST_MAX, HoldBounds.LONGEST_MAX);
    Duration prepare =
        faults.duration(
            "hold.prepare",
            document.prepare(),
            HoldBounds.SHORTEST_PREPARE,
            HoldBounds.LONGEST_PREPARE);
    return new HoldBounds(
        max == null ? HoldBounds.DEFAULT.max() : max,
        prepare == null ? HoldBounds.DEFAULT.prepare() : prepare);
  }

  private Retention retention(@Nullable RetentionDocument document) {
    if (document == null) {
      return Retention.EVERYTHING;
    }
    return new Retention(
        count("last", document.last()),
        count("hourly", document.hourly()),
        count("daily", document.daily()),
        count("weekly", document.weekly()),
        count("monthly", document.monthly()),
        count("yearly", document.yearly()));
  }

  private int count(String unit, @Nullable Integer count) {
    if (count == null) {
      return 0;
    }
    if (count < 0) {
      faults.add(
          "retention." + unit,
          count + " is negative",
          "it counts restore points to keep",
          "give 0 or more");
      return 0;
    }
    return count;
  }

  private Objectives objectives(@Nullable ObjectivesDocument document) {
    return document == null
        ? Objectives.NONE
        : new Objectives(
            faults.duration("objectives.rpo", document.rpo(), SHORTEST),
            faults.duration("objectives.rto", document.rto(), SHORTEST));
  }
}
