// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.slackwater.dataservices.blueprint.Blueprint;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.Detection;
import io.slackwater.dataservices.blueprint.DumpSource;
import io.slackwater.dataservices.blueprint.SessionName;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL and what is built on it with its tools in the same image (PostGIS, TimescaleDB,
 * pgvector).
 */
public final class PostgresqlBlueprint implements Blueprint {

  static final String NAME = "postgresql";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Detection> detect(PodSpec pod) {
    return PostgresqlDetection.detect(pod);
  }

  @Override
  public DataServiceSession open(PodExec exec, PodTarget pod, SessionName name) {
    return new PostgresqlSession(new PostgresqlClient(exec, pod, name), name);
  }

  @Override
  public DumpSource chooseSource(List<? extends DataServiceSession> pods, Duration replayWait) {
    return new SourceChoice(replayWait).choose(pods);
  }
}
