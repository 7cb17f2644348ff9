// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the supervisor judges what executors do, and do not. */
@ConfigMapping(prefix = "slackwater.supervision")
public interface SupervisionConfig {
  /** Time between two looks at all open runs; shorter than the executors' heartbeats. */
  @WithDefault("2s")
  Duration sweepInterval();

  /**
   * How long an attempt may go without a sign of life before the next one is dispatched. Longer
   * than the time after which executors give up by themselves (15 s), or two would work at once.
   */
  @WithDefault("30s")
  Duration silence();

  /** How old the last heartbeat of an executor may be for it to be given work. */
  @WithDefault("15s")
  Duration alive();

  /** Heartbeats of its executor that do not list an attempt, after which the attempt is lost. */
  @WithDefault("2")
  @Min(2)
  int missedBeats();

  /** The most attempts of one task, whatever ended them. */
  @WithDefault("5")
  @Min(1)
  int maxAttempts();

  /** The most attempts of one task that may fail and be tried again. */
  @WithDefault("3")
  @Min(1)
  int maxFailures();

  /** The wait after a first failure; doubles with each. */
  @WithDefault("5s")
  Duration backoff();

  /** The longest wait after a failure. */
  @WithDefault("1m")
  Duration maxBackoff();

  /** How long after the end of its time a task may still report how it ended. */
  @WithDefault("1m")
  Duration grace();

  /** How long seal and export of a backup have at least, however late they begin. */
  @WithDefault("1h")
  Duration closing();

  /**
   * How long the plan of a run may come later than what else is said of the run. Then, and when the
   * time of its known tasks is over, the run is EXPIRED.
   */
  @WithDefault("1h")
  Duration planWait();
}
