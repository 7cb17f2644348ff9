// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sessions in a data service that keep what each database shows while its writers are barred, so
 * that dumps can begin after the writers go on. They bar nobody, and outlive the barrier until this
 * is closed, this process dies, or their own bound, which pod and data service both enforce. For
 * one thread at a time; {@link #close} from any.
 */
public final class SnapshotKeeper implements AutoCloseable {

  private final HoldSession session;
  private final Duration keep;

  private SnapshotKeeper(HoldSession session, Duration keep) {
    this.session = session;
    this.keep = keep;
  }

  /**
   * Opens the sessions with a command that keeps snapshots; none is taken yet.
   *
   * @throws BarrierRefusedException when it is not prepared in time; it is ended then
   */
  public static SnapshotKeeper open(
      PodExec exec, PodTarget pod, List<String> command, KeeperRequest request, Duration atMost) {
    return new SnapshotKeeper(
        HoldSession.prepare(exec, pod, request.holdId(), request.keep(), command, atMost),
        request.keep());
  }

  /**
   * Takes a snapshot of every database. Each shows the cut if a barrier that stood before is proved
   * to stand after. To be called once.
   *
   * @throws BarrierRefusedException when that failed; then this is closed
   */
  public List<KeptSnapshot> take() {
    List<KeptSnapshot> snapshots = new ArrayList<>();
    for (JsonNode said : session.raise(keep)) {
      snapshots.add(
          new KeptSnapshot(said.path("database").asText(), said.path("snapshot").asText()));
    }
    return List.copyOf(snapshots);
  }

  /** Where it is. */
  public PodTarget pod() {
    return session.pod();
  }

  /** Gives the snapshots up; what took them over goes on. Never throws. */
  @Override
  public void close() {
    session.close();
  }
}
