// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import io.slackwater.dataservices.DataServiceException;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.DumpSource;
import io.slackwater.dataservices.blueprint.NoDumpSourceException;
import io.slackwater.dataservices.blueprint.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prefers a replica, to spare the primary, but only one that has replayed everything the primary
 * had written when it was asked: what was committed before the dump began is in it, wherever it is
 * taken. With no primary in reach nothing can prove that, so a replica alone is refused.
 */
final class SourceChoice {

  private record Probed(DataServiceSession session, Probe probe) {}

  private final Duration replayWait;
  private final List<String> reasons = new ArrayList<>();

  SourceChoice(Duration replayWait) {
    this.replayWait = replayWait;
  }

  DumpSource choose(List<? extends DataServiceSession> pods) {
    List<Probed> probed = new ArrayList<>();
    for (DataServiceSession pod : pods) {
      probe(pod, probed);
    }
    Probed primary = primary(probed);
    if (primary == null) {
      throw new NoDumpSourceException(
          "no primary PostgreSQL among the pods, so no replica can be shown to be complete; "
              + String.join("; ", reasons));
    }
    for (Probed candidate : probed) {
      if (candidate.probe().role() == Probe.Role.REPLICA && eligible(candidate, primary)) {
        return new DumpSource(
            candidate.session(),
            candidate.probe(),
            "replica "
                + candidate.session().pod()
                + " has replayed the primary's position "
                + primary.probe().position());
      }
    }
    if (!hasTool(primary)) {
      throw new NoDumpSourceException(
          "the primary cannot be dumped; " + String.join("; ", reasons));
    }
    reasons.addFirst("primary " + primary.session().pod());
    return new DumpSource(primary.session(), primary.probe(), String.join("; ", reasons));
  }

  private void probe(DataServiceSession pod, List<Probed> probed) {
    try {
      probed.add(new Probed(pod, pod.probe()));
    } catch (DataServiceException e) {
      reasons.add("cannot be probed: " + e.getMessage());
    }
  }

  private @Nullable Probed primary(List<Probed> probed) {
    List<Probed> primaries =
        probed.stream().filter(pod -> pod.probe().role() == Probe.Role.PRIMARY).toList();
    if (primaries.size() > 1) {
      throw new NoDumpSourceException(
          "more than one primary: "
              + primaries.stream().map(pod -> pod.session().pod().toString()).toList()
              + "; dump them as data services of their own");
    }
    return primaries.isEmpty() ? null : primaries.getFirst();
  }

  private boolean eligible(Probed replica, Probed primary) {
    if (!replica.probe().instance().equals(primary.probe().instance())) {
      return not(replica, "is of another primary");
    }
    if (!replica.probe().streaming()) {
      return not(replica, "is not streaming");
    }
    if (!hasTool(replica)) {
      return false;
    }
    try {
      return replica.session().awaitReplayed(primary.probe().position(), replayWait)
          || not(replica, "lags: it had not caught up after " + replayWait);
    } catch (DataServiceException e) {
      return not(replica, "did not answer: " + e.getMessage());
    }
  }

  private boolean hasTool(Probed pod) {
    return pod.probe().toolVersion() != null || not(pod, "has no pg_dump");
  }

  private boolean not(Probed pod, String reason) {
    reasons.add(pod.session().pod() + " " + reason);
    return false;
  }
}
