// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.snapshot.domain.Adoption;
import io.slackwater.snapshot.domain.SnapshotPlan;
import io.slackwater.snapshot.domain.SupersededException;
import io.slackwater.snapshot.domain.VolumeException;
import java.util.List;
import org.jboss.logging.Logger;

/** Cuts the snapshots of an application's volumes, all at once, and makes the storage keep them. */
public final class VolumeCut {

  private static final Logger LOGGER = Logger.getLogger(VolumeCut.class);

  private final Limits limits;

  /** With its bounds. */
  public VolumeCut(Limits limits) {
    this.limits = limits;
  }

  /**
   * Cuts, or goes on with what an older attempt cut.
   *
   * @return one artifact for each claim, in their order; the storage keeps every one
   * @throws VolumeException when not all of them can be had; what this attempt and older ones had
   *     cut is gone then
   * @throws SupersededException when a newer attempt has begun; nothing was touched then
   */
  public List<VolumeSnapshotArtifact> run(Work work, String namespace, List<VolumeClaim> claims)
      throws InterruptedException {
    if (claims.isEmpty()) {
      return List.of();
    }
    SnapshotSet set = new SnapshotSet(limits, work, namespace, claims);
    SnapshotPlan plan = set.plan();
    Adoption adoption = Adoption.decide(plan.classes().keySet(), set.mine());
    set.sweep(adoption.voided());
    int attempt = work.identity().attempt();
    if (adoption.cutAgain()) {
      work.progress().step("cutting " + plan.classes().size() + " snapshots");
      set.request(plan, null);
    } else {
      attempt = adoption.adopted().getFirst().attempt();
      set.takeOver(adoption.adopted());
      LOGGER.infof(
          "snapshots adopted taskId=%s namespace=%s attempt=%d",
          work.identity().task(), namespace, attempt);
    }
    int cutBy = attempt;
    try {
      return set.await(snapshot -> snapshot.attempt() == cutBy);
    } catch (SupersededException e) {
      throw e;
    } catch (VolumeException e) {
      set.sweepAfter(e);
      throw e;
    }
  }
}
