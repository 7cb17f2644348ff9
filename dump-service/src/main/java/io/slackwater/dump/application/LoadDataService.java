// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.DumpContent;
import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dataservices.blueprint.LoadOptions;
import io.slackwater.dataservices.blueprint.LoadReport;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Loads the dumps of a data service into fresh databases, which take the others' place when they
 * are whole.
 */
public final class LoadDataService {

  private static final Logger LOGGER = Logger.getLogger(LoadDataService.class);

  private final Sessions sessions;
  private final DumpLimits limits;

  /** Loads through these sessions. */
  public LoadDataService(Sessions sessions, DumpLimits limits) {
    this.sessions = sessions;
    this.limits = limits;
  }

  /** Loads all parts at once, from the stores that hold them. */
  public List<Artifact> run(
      TaskSpec.LoadDataService spec, Function<DumpArtifact, DumpStore> stores, Work work) {
    DataServiceSession session =
        sessions.primary(spec.target().namespace(), spec.dataService(), work.task());
    List<DumpContent> contents =
        spec.dumps().stream()
            .map(artifact -> stores.apply(artifact).content(artifact, part(artifact)))
            .toList();
    work.checkActive();
    LoadReport report =
        session.load(contents, new LoadOptions(false, limits.part(), work::checkActive));
    LOGGER.infof(
        "Loaded taskId=%s databases=%d rolesCreated=%d rolesKept=%d",
        work.task().task(),
        report.databases().size(),
        report.rolesCreated().size(),
        report.rolesKept().size());
    return spec.dumps().stream()
        .filter(artifact -> artifact.database() != null)
        .<Artifact>map(
            artifact ->
                new RestoredArtifact(
                    "Database/" + artifact.dataService() + "/" + artifact.database(),
                    "dump",
                    artifact.logicalBytes()))
        .toList();
  }

  private static DumpPart part(DumpArtifact artifact) {
    String database = artifact.database();
    return database == null ? new DumpPart.Globals() : new DumpPart.Database(database);
  }
}
