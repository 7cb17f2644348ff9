// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * A cron expression in a time zone. Where clocks are put forward, a time of day that does not exist
 * fires at the moment of the change; where they are put back, a time of day that comes twice fires
 * the first time only. An expression for every hour is an interval: it fires in every hour that
 * passes, no more and no less.
 */
final class CronCalendar {

  private final CronExpression expression;
  private final ZoneRules rules;

  CronCalendar(CronExpression expression, ZoneId zone) {
    this.expression = expression;
    this.rules = zone.getRules();
  }

  /** The first fire time after an instant; empty when there is none, ever. */
  Optional<Instant> next(Instant after) {
    return expression.firesEveryHour() ? nextOfInterval(after) : nextOfTimeOfDay(after);
  }

  private Optional<Instant> nextOfTimeOfDay(Instant after) {
    Optional<LocalDateTime> local = expression.next(local(after, rules.getOffset(after)));
    while (local.isPresent()) {
      Instant instant = instantOf(local.get());
      if (instant.isAfter(after)) {
        return Optional.of(instant);
      }
      local = expression.next(local.get());
    }
    return Optional.empty();
  }

  private Instant instantOf(LocalDateTime local) {
    ZoneOffsetTransition transition = rules.getTransition(local);
    if (transition == null) {
      return local.toInstant(rules.getOffset(local));
    }
    return transition.isGap()
        ? transition.getInstant()
        : local.toInstant(transition.getOffsetBefore());
  }

  private Optional<Instant> nextOfInterval(Instant after) {
    ZoneOffset offset = rules.getOffset(after);
    LocalDateTime start = local(after, offset);
    ZoneOffsetTransition change = rules.nextTransition(after);
    while (true) {
      ZoneOffset current = offset;
      Optional<Instant> fire = expression.next(start).map(local -> local.toInstant(current));
      if (fire.isEmpty() || change == null || fire.get().isBefore(change.getInstant())) {
        return fire;
      }
      offset = change.getOffsetAfter();
      start = change.getDateTimeAfter().minusMinutes(1);
      change = rules.nextTransition(change.getInstant());
    }
  }

  private static LocalDateTime local(Instant instant, ZoneOffset offset) {
    return LocalDateTime.ofInstant(instant, offset);
  }
}
