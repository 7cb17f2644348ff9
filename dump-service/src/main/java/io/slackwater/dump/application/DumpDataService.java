// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.Dump;
import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dataservices.blueprint.DumpSource;
import io.slackwater.dataservices.blueprint.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Dumps a data service with its own tools, from a replica where one has caught up. */
public final class DumpDataService {

  private static final Logger LOGGER = Logger.getLogger(DumpDataService.class);

  private final Sessions sessions;
  private final DumpLimits limits;
  private final Clock clock;

  /** Dumps through these sessions. */
  public DumpDataService(Sessions sessions, DumpLimits limits, Clock clock) {
    this.sessions = sessions;
    this.limits = limits;
    this.clock = clock;
  }

  /** Dumps every part into the store; each part is one transaction of the tool. */
  public List<Artifact> run(TaskSpec.DumpDataService spec, DumpStore store, Work work) {
    Instant cutAt = clock.instant();
    List<DataServiceSession> pods =
        sessions.open(spec.scope().namespace(), spec.dataService(), work.task());
    DumpSource source = Sessions.blueprint(spec.dataService()).chooseSource(pods, limits.replica());
    LOGGER.infof(
        "Dumping taskId=%s pod=%s reason=%s",
        work.task().task(), source.session().pod().pod(), source.reason());
    work.checkActive();
    source.session().endOlderSessions();
    store.sweep(work);
    DumpArtifacts artifacts =
        new DumpArtifacts(
            spec,
            source.session().pod().pod(),
            source.probe().role() == Probe.Role.REPLICA,
            cutAt,
            null);
    List<Artifact> dumped = new ArrayList<>();
    for (DumpPart part : source.session().parts()) {
      work.checkActive();
      dumped.add(dump(part, source, artifacts, store, work));
    }
    return dumped;
  }

  private Artifact dump(
      DumpPart part, DumpSource source, DumpArtifacts artifacts, DumpStore store, Work work) {
    try (Dump dump = source.session().dump(part, limits.part())) {
      work.onAbort(dump::close);
      work.onCancel(dump::close);
      DumpStore.Stored stored =
          store.store(artifacts.spec().dataService().name(), dump, null, work);
      return artifacts.of(dump.result(), stored);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
