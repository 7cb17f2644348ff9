// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application.hold;

import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.artifact.HoldArtifact.Barred;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.HoldAborted;
import io.slackwater.contracts.signal.HoldPreparing;
import io.slackwater.contracts.signal.HoldQuiesced;
import io.slackwater.contracts.signal.HoldRef;
import io.slackwater.contracts.task.HoldOrder;
import io.slackwater.contracts.task.TaskSpec.SnapshotVolumes;
import io.slackwater.snapshot.application.SnapshotSet;
import io.slackwater.snapshot.application.Work;
import io.slackwater.snapshot.domain.CutContent;
import io.slackwater.snapshot.domain.HoldFailedException;
import io.slackwater.snapshot.domain.SealUnknownException;
import io.slackwater.snapshot.domain.SnapshotPlan;
import io.slackwater.snapshot.domain.SupersededException;
import io.slackwater.snapshot.domain.VolumeException;
import io.slackwater.snapshot.domain.hold.ContainerRun;
import io.slackwater.snapshot.domain.hold.Cover;
import io.slackwater.snapshot.domain.hold.Coverage;
import io.slackwater.snapshot.domain.hold.PodsSeen;
import io.slackwater.snapshot.domain.hold.Skew;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One hold, from its preparation to its seal. For one thread; closed when it is of no more use. */
final class HoldTry implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(HoldTry.class);

  private final HoldAttempt attempt;
  private final SnapshotSet set;
  private final Order order;
  private final HoldLimits limits;
  private final List<HoldBarrier> barriers;
  private final BarredTime barred;
  private @Nullable Thread keeping;

  /** What is held, and as which hold. */
  record Order(SnapshotVolumes spec, HoldOrder hold, HoldRef ref) {

    Set<TaskId> participants() {
      return Set.copyOf(hold.participants());
    }
  }

  HoldTry(
      HoldAttempt attempt,
      SnapshotSet set,
      Order order,
      HoldLimits limits,
      List<HoldBarrier> barriers) {
    this.attempt = attempt;
    this.set = set;
    this.order = order;
    this.limits = limits;
    this.barriers = barriers;
    this.barred = new BarredTime(barriers, Duration.ofMillis(order.hold().maxHoldMillis()));
    attempt.onEnd().accept(() -> barred.end("the attempt was ended"));
  }

  /**
   * Takes the hold to its seal; when this returns nobody is barred, and the seal is on record.
   *
   * @throws VolumeException when it came to nothing; nobody is barred then either
   */
  HoldArtifact sealed(SnapshotPlan plan, Clock clock) throws InterruptedException {
    try {
      PodsSeen before = prepare();
      HoldArtifact artifact = hold(plan, before, clock);
      attempt.work().patience().active().run();
      attempt.records().seal(attempt.work().identity(), artifact);
      LOGGER.infof("Hold sealed holdId=%s", order.ref().id());
      return artifact;
    } catch (SupersededException | SealUnknownException e) {
      barred.end("it failed");
      throw e;
    } catch (RuntimeException e) {
      barred.end("it failed");
      abort(e);
      throw e;
    }
  }

  /** Readies everybody; returns who was there. */
  private PodsSeen prepare() throws InterruptedException {
    Work work = attempt.work();
    work.progress().step("preparing hold " + order.ref().id());
    PodsSeen before = attempt.barriers().look(order.spec().scope());
    barred.prepare();
    work.patience().active().run();
    attempt.signals().give(new HoldPreparing(order.ref()));
    Set<TaskId> missing =
        attempt
            .signals()
            .awaitPrepared(
                order.ref().id(),
                order.participants(),
                Duration.ofMillis(order.hold().prepareMillis()));
    if (!missing.isEmpty()) {
      throw new HoldFailedException(
          "nobody was barred: the tasks %s, which take part in the hold, were not prepared within %d ms"
              .formatted(missing.stream().sorted().toList(), order.hold().prepareMillis()),
          true);
    }
    return before;
  }

  private HoldArtifact hold(SnapshotPlan plan, PodsSeen before, Clock clock)
      throws InterruptedException {
    Work work = attempt.work();
    work.patience().active().run();
    Duration quiesced = barred.quiesce();
    Instant cutAt = clock.instant();
    long asked = System.nanoTime();
    set.request(plan, order.ref().id());
    List<HoldQuiesced.ExportedSnapshot> exported = barred.export();
    Map<String, CutContent> cut =
        set.awaitFixed(
            order.ref().id(), limits.cutAtCreation()::contains, limits.interval(), barred.left());
    Duration window = Duration.ofNanos(System.nanoTime() - asked);
    barred.ping();
    Instant sealedAt = clock.instant();
    List<Barred> held = barred.thaw();
    if (!order.participants().isEmpty()) {
      attempt.signals().give(new HoldQuiesced(order.ref(), exported));
    }
    return judge(before, new Measured(quiesced, held, window, cutAt, sealedAt), cut);
  }

  private record Measured(
      Duration quiesced, List<Barred> held, Duration window, Instant cutAt, Instant sealedAt) {}

  /** Looks who was there all the time; a look after the release sees what happened before it. */
  private HoldArtifact judge(PodsSeen before, Measured measured, Map<String, CutContent> cut) {
    PodsSeen after = attempt.barriers().lookAgain(order.spec().scope(), before);
    List<Cover> covers = barriers.stream().flatMap(one -> one.covers().stream()).toList();
    Set<String> pods = covers.stream().map(Cover::pod).collect(Collectors.toSet());
    List<String> changes =
        ContainerRun.changes(
            before.runs().stream().filter(run -> pods.contains(run.pod())).toList(), after.runs());
    if (!changes.isEmpty()) {
      throw new HoldFailedException(
          "the hold is void: while it was up, " + String.join("; ", changes), true);
    }
    List<String> claims = order.spec().volumes().stream().map(volume -> volume.name()).toList();
    Coverage coverage = Coverage.of(claims, before, after, covers);
    var skew =
        Skew.of(
            cut.values().stream()
                .map(
                    one -> new Skew.Creation(one.driver(), Objects.requireNonNull(one.createdAt())))
                .toList(),
            measured.window());
    return new HoldArtifact(
        order.ref().id(),
        measured.quiesced().toMillis(),
        measured.held(),
        coverage.unbarred(),
        coverage.volumes(),
        skew.map(Skew::millis).orElse(null),
        skew.map(Skew::uncertaintyMillis).orElse(null),
        measured.cutAt(),
        measured.sealedAt());
  }

  /** Says that it came to nothing, and deletes what it had cut. */
  private void abort(RuntimeException failure) throws InterruptedException {
    LOGGER.warnf("Hold aborted holdId=%s why=%s", order.ref().id(), failure.getMessage());
    try {
      attempt.work().patience().active().run();
      attempt.signals().give(new HoldAborted(order.ref(), String.valueOf(failure.getMessage())));
      set.sweep(set.mine());
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Lets go what participants read from when all of them do, or their time is over. */
  void keepForParticipants() {
    keeping =
        Thread.ofVirtual()
            .name("hold-keep")
            .start(
                () -> {
                  try {
                    attempt
                        .signals()
                        .awaitImported(order.ref().id(), order.participants(), limits.keep());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  } finally {
                    barred.endKeeping();
                  }
                });
  }

  /** Waits until what participants read from is let go. */
  void awaitKept() throws InterruptedException {
    if (keeping != null) {
      keeping.join();
    }
  }

  @Override
  public void close() {
    if (keeping != null) {
      keeping.interrupt();
    }
    barred.close();
  }
}
