// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A barrier that only needs to be raised: its session in the pod is open, nobody is barred. It ends
 * by itself when this process dies or hangs, and when it is not raised for a quarter of an hour.
 * For one thread at a time; {@link #close} from any.
 */
public final class BarrierPreparation implements AutoCloseable {

  private final HoldSession session;
  private final BarrierRequest request;

  private BarrierPreparation(HoldSession session, BarrierRequest request) {
    this.session = session;
    this.request = request;
  }

  /**
   * Opens the session of a command that bars writers, and returns when it is prepared.
   *
   * @throws BarrierRefusedException when it is not in time; it is ended then
   */
  public static BarrierPreparation open(
      PodExec exec, PodTarget pod, List<String> command, BarrierRequest request, Duration atMost) {
    return new BarrierPreparation(
        HoldSession.prepare(exec, pod, request.holdId(), request.maxHold(), command, atMost),
        request);
  }

  /** Where it is. */
  public PodTarget pod() {
    return session.pod();
  }

  /**
   * Bars the writers. The longest hold counts from here. To be called once.
   *
   * @throws BarrierRefusedException when they were not barred within the request's time; then
   *     nothing is barred, and this is closed
   */
  public Barrier raise() {
    List<BarredDatabase> databases = new ArrayList<>();
    for (JsonNode said : session.raise(request.raiseTimeout())) {
      databases.add(
          new BarredDatabase(
              said.path("database").asText(),
              said.path("pid").asInt(),
              said.path("relations").asInt(),
              said.path("position").asText()));
    }
    session.databases(databases);
    return session;
  }

  /** Ends the session, and the barrier if it was raised. Never throws. */
  @Override
  public void close() {
    session.close();
  }
}
