// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.task.ExecutorHeartbeat;
import io.slackwater.contracts.task.ExecutorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches attempts in work for signs of life: a report with a higher sequence, or a heartbeat that
 * lists them. Time is this process's own monotonic clock, in nanoseconds, and begins with what this
 * process saw itself. Mutable; for one thread at a time.
 */
public final class Vigil {
  private final SupervisionRules rules;
  private final Map<Instance, Heard> executors = new HashMap<>();
  private final Map<ExecutorHeartbeat.Working, Watch> watches = new HashMap<>();

  /** A vigil that has seen nothing yet. */
  public Vigil(SupervisionRules rules) {
    this.rules = rules;
  }

  /**
   * Takes in what is known now.
   *
   * @param now the monotonic time at which it was read
   * @param proven for each cluster the time up to which all that its executors published has been
   *     taken in; silence after it is not judged
   * @return the attempts that are lost and can be worked on by another executor
   */
  public List<Loss> observe(
      List<Beat> beats, List<WatchedAttempt> attempts, long now, Map<ClusterId, Long> proven) {
    List<Beat> fresh = hear(beats, now);
    watches.keySet().retainAll(attempts.stream().map(WatchedAttempt::working).toList());
    List<Loss> losses = new ArrayList<>();
    for (WatchedAttempt attempt : attempts) {
      Watch watch =
          watches
              .getOrDefault(attempt.working(), new Watch(attempt.sequence(), now, 0, now))
              .saw(attempt, fresh, now);
      watches.put(attempt.working(), watch);
      Long until = proven.get(attempt.cluster());
      if (until != null && alive(attempt.cluster(), attempt.kind(), now)) {
        verdict(attempt, watch, until).ifPresent(reason -> losses.add(new Loss(attempt, reason)));
      }
    }
    return losses;
  }

  private List<Beat> hear(List<Beat> beats, long now) {
    executors.keySet().retainAll(beats.stream().map(Vigil::instance).toList());
    List<Beat> fresh = new ArrayList<>();
    for (Beat beat : beats) {
      Heard before = executors.get(instance(beat));
      if (before == null) {
        executors.put(instance(beat), new Heard(beat.kind(), beat.sequence(), null));
      } else if (before.sequence() != beat.sequence()) {
        executors.put(instance(beat), new Heard(beat.kind(), beat.sequence(), now));
        fresh.add(beat);
      }
    }
    return fresh;
  }

  private boolean alive(ClusterId cluster, ExecutorKind kind, long now) {
    return executors.entrySet().stream()
        .filter(e -> e.getKey().cluster().equals(cluster) && e.getValue().kind() == kind)
        .map(e -> e.getValue().at())
        .anyMatch(at -> at != null && now - at <= rules.alive().toNanos());
  }

  private Optional<String> verdict(WatchedAttempt attempt, Watch watch, long until) {
    long silence = until - watch.sign();
    if (silence >= rules.silence().toNanos()) {
      return Optional.of(
          "attempt %d gave no sign of life for %d s: executor %s is gone"
              .formatted(
                  attempt.attempt(), Duration.ofNanos(silence).toSeconds(), attempt.executor()));
    }
    if (watch.missed() >= rules.missedBeats() && until >= watch.missedAt()) {
      return Optional.of(
          "executor %s lives and no longer works on attempt %d"
              .formatted(attempt.executor(), attempt.attempt()));
    }
    return Optional.empty();
  }

  private static Instance instance(Beat beat) {
    return new Instance(beat.executor(), beat.cluster());
  }

  /**
   * An attempt that is lost.
   *
   * @param reason what was seen
   */
  public record Loss(WatchedAttempt attempt, String reason) {
    /** What the run is told. */
    public Supervision.LostAttempt lost() {
      return new Supervision.LostAttempt(
          attempt.task(), attempt.attempt(), attempt.sequence(), reason);
    }
  }

  private record Instance(ExecutorId executor, ClusterId cluster) {}

  private record Heard(ExecutorKind kind, long sequence, @Nullable Long at) {}

  private record Watch(long sequence, long sign, int missed, long missedAt) {
    Watch saw(WatchedAttempt attempt, List<Beat> fresh, long now) {
      boolean reported = attempt.sequence() != sequence;
      boolean listed =
          fresh.stream()
              .anyMatch(
                  b ->
                      b.cluster().equals(attempt.cluster())
                          && b.working().contains(attempt.working()));
      if (reported || listed) {
        return new Watch(attempt.sequence(), now, 0, now);
      }
      boolean beatWithoutIt =
          fresh.stream()
              .anyMatch(
                  b ->
                      b.cluster().equals(attempt.cluster())
                          && b.executor().equals(attempt.executor()));
      return beatWithoutIt ? new Watch(sequence, sign, missed + 1, now) : this;
    }
  }
}
