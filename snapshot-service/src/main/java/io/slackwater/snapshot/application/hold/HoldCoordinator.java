// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application.hold;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.signal.HoldRef;
import io.slackwater.contracts.signal.HoldSealed;
import io.slackwater.contracts.task.HoldOrder;
import io.slackwater.contracts.task.TaskSpec.SnapshotVolumes;
import io.slackwater.snapshot.application.Limits;
import io.slackwater.snapshot.application.SnapshotSet;
import io.slackwater.snapshot.application.Work;
import io.slackwater.snapshot.domain.CutSnapshot;
import io.slackwater.snapshot.domain.HoldFailedException;
import io.slackwater.snapshot.domain.SnapshotPlan;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Cuts an application's volumes inside a hold, and leads those who take part in it through the
 * protocol of docs/hold.md. Thread-safe.
 */
public final class HoldCoordinator {

  private static final Logger LOGGER = Logger.getLogger(HoldCoordinator.class);

  private final Limits limits;
  private final HoldLimits holds;
  private final Clock clock;
  private final RandomGenerator random;

  /** With its bounds. */
  public HoldCoordinator(Limits limits, HoldLimits holds, Clock clock, RandomGenerator random) {
    this.limits = limits;
    this.holds = holds;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Holds and cuts, or goes on with the hold that an older attempt sealed.
   *
   * @return what the hold proved, then one artifact for each claim, in their order
   * @throws io.slackwater.snapshot.domain.VolumeException when it came to nothing; then nobody is
   *     barred, and nothing of it counts unless its seal is on record
   */
  public List<Artifact> run(HoldAttempt attempt, SnapshotVolumes spec, HoldOrder order)
      throws InterruptedException {
    Work work = attempt.work();
    SnapshotSet set = new SnapshotSet(limits, work, spec.scope().namespace(), spec.volumes());
    Optional<HoldArtifact> sealed = attempt.records().take(work.identity());
    if (sealed.isPresent()) {
      return adopt(attempt, set, spec, sealed.get());
    }
    set.sweep(set.mine());
    SnapshotPlan plan = set.plan();
    HoldId id = newHold();
    attempt.records().begin(work.identity(), id);
    LOGGER.infof("Hold begun holdId=%s taskId=%s", id, work.identity().task());
    List<String> claims = spec.volumes().stream().map(VolumeClaim::name).toList();
    List<HoldBarrier> barriers = attempt.barriers().of(spec.scope(), claims, order, id);
    try (HoldTry one =
        new HoldTry(
            attempt,
            set,
            new HoldTry.Order(spec, order, ref(work.identity(), id)),
            holds,
            barriers)) {
      HoldArtifact artifact = one.sealed(plan, clock);
      attempt.signals().give(new HoldSealed(ref(work.identity(), id)));
      if (!order.participants().isEmpty()) {
        one.keepForParticipants();
      }
      List<Artifact> result = result(set, artifact);
      one.awaitKept();
      return result;
    }
  }

  private List<Artifact> adopt(
      HoldAttempt attempt, SnapshotSet set, SnapshotVolumes spec, HoldArtifact sealed)
      throws InterruptedException {
    List<CutSnapshot> members = new ArrayList<>();
    List<CutSnapshot> others = new ArrayList<>();
    for (CutSnapshot snapshot : set.mine()) {
      (sealed.hold().equals(snapshot.hold()) ? members : others).add(snapshot);
    }
    long left =
        members.stream()
            .filter(member -> !member.deleting())
            .map(CutSnapshot::claim)
            .distinct()
            .count();
    if (left < spec.volumes().size()) {
      throw new HoldFailedException(
          "hold %s was sealed, but only %d of its %d VolumeSnapshots in '%s' are left: somebody deleted them; back up again"
              .formatted(sealed.hold(), left, spec.volumes().size(), spec.scope().namespace()),
          false);
    }
    LOGGER.infof(
        "Sealed hold adopted holdId=%s taskId=%s", sealed.hold(), attempt.work().identity().task());
    set.takeOver(members);
    attempt.signals().give(new HoldSealed(ref(attempt.work().identity(), sealed.hold())));
    set.sweep(others);
    return result(set, sealed);
  }

  private static List<Artifact> result(SnapshotSet set, HoldArtifact sealed)
      throws InterruptedException {
    List<Artifact> artifacts = new ArrayList<>();
    artifacts.add(sealed);
    artifacts.addAll(set.await(snapshot -> sealed.hold().equals(snapshot.hold())));
    return artifacts;
  }

  private HoldId newHold() {
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    return new HoldId("h-" + HexFormat.of().formatHex(bytes));
  }

  private static HoldRef ref(TaskIdentity identity, HoldId id) {
    return new HoldRef(
        id, identity.run(), identity.application(), identity.task(), identity.attempt());
  }
}
