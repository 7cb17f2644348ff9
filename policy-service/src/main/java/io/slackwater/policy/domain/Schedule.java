// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a policy fires. A fire time is the schedule's own; {@link #spread()} moves the moment at
 * which it is carried out, by a fixed part of the spread for each application, so that a fleet does
 * not start everything at once.
 */
public sealed interface Schedule {

  /** The window over which the applications of one fire time are spread; zero for none. */
  Duration spread();

  /** The first fire time after an instant; empty when there is none, ever. */
  Optional<Instant> next(Instant after);

  /**
   * The fire times that are later than {@code since} and not later than {@code upTo}.
   *
   * @return the last of them and how many they are; empty when there are none
   */
  Optional<Elapsed> elapsed(Instant since, Instant upTo);

  /** By how much an application's turn comes after the fire time: the same at every fire. */
  default Duration offset(PolicyName policy, ApplicationId application) {
    return Spread.offset(spread(), policy, application);
  }

  /**
   * Fire times that have passed.
   *
   * @param latest the last of them
   * @param count how many
   */
  record Elapsed(Instant latest, long count) {}

  /** By the calendar of a time zone. */
  record Cron(String expression, ZoneId zone, Duration spread) implements Schedule {

    private static final Duration LOOK_BACK = Duration.ofDays(400);

    /**
     * Checks the expression.
     *
     * @throws InvalidCronException when it is not a cron expression
     */
    public Cron {
      CronExpression.parse(expression);
    }

    @Override
    public Optional<Instant> next(Instant after) {
      return new CronCalendar(CronExpression.parse(expression), zone).next(after);
    }

    @Override
    public Optional<Elapsed> elapsed(Instant since, Instant upTo) {
      CronCalendar calendar = new CronCalendar(CronExpression.parse(expression), zone);
      Instant horizon = upTo.minus(LOOK_BACK);
      Optional<Instant> fire = calendar.next(since.isBefore(horizon) ? horizon : since);
      Optional<Instant> latest = Optional.empty();
      long count = 0;
      while (fire.isPresent() && !fire.get().isAfter(upTo)) {
        latest = fire;
        count++;
        fire = calendar.next(fire.get());
      }
      long counted = count;
      return latest.map(instant -> new Elapsed(instant, counted));
    }
  }

  /** At the multiples of an interval, counted from 1970-01-01T00:00:00Z. */
  record Every(Duration interval, Duration spread) implements Schedule {

    /**
     * Checks the interval.
     *
     * @throws IllegalArgumentException when it is shorter than a millisecond
     */
    public Every {
      if (interval.toMillis() < 1) {
        throw new IllegalArgumentException("an interval must last at least a millisecond");
      }
    }

    @Override
    public Optional<Instant> next(Instant after) {
      return Optional.of(at(index(after) + 1));
    }

    @Override
    public Optional<Elapsed> elapsed(Instant since, Instant upTo) {
      long count = index(upTo) - index(since);
      return count <= 0 ? Optional.empty() : Optional.of(new Elapsed(at(index(upTo)), count));
    }

    private long index(Instant instant) {
      return Math.floorDiv(instant.toEpochMilli(), interval.toMillis());
    }

    private Instant at(long index) {
      return Instant.ofEpochMilli(Math.multiplyExact(index, interval.toMillis()));
    }
  }
}
