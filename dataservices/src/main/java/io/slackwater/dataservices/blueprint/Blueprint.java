// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What we know of one kind of data service: how to detect, dump, load and verify it. Stateless and
 * safe for use by several threads.
 */
public interface Blueprint {

  /** Stable name, as events and restore points carry it; for example {@code postgresql}. */
  String name();

  /**
   * Finds the container that looks like such a data service. Asks nothing of the pod: a probe tells
   * for certain.
   */
  Optional<Detection> detect(PodSpec pod);

  /** Names the session for a task's attempt in one pod. Runs nothing yet. */
  DataServiceSession open(PodExec exec, PodTarget pod, SessionName name);

  /**
   * Probes the pods of one data service and picks the one to dump from: a replica that has replayed
   * all that the primary had written when this was called, else the primary.
   *
   * @param replayWait how long a replica may take to catch up
   * @throws NoDumpSourceException when no pod can be dumped; the message says why for each
   */
  DumpSource chooseSource(List<? extends DataServiceSession> pods, Duration replayWait);
}
