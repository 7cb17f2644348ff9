// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.VerificationArtifact;
import io.slackwater.contracts.artifact.VerificationArtifact.Check;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.Probe;
import io.slackwater.dataservices.blueprint.VerifyOptions;
import io.slackwater.dataservices.blueprint.VerifyReport;
import java.util.ArrayList;
import java.util.List;

/** Proves that a restored data service answers and that every table of it can be read. */
public final class VerifyDataService {

  private final Sessions sessions;
  private final DumpLimits limits;

  /** Verifies through these sessions. */
  public VerifyDataService(Sessions sessions, DumpLimits limits) {
    this.sessions = sessions;
    this.limits = limits;
  }

  /**
   * Verifies; changes nothing in the data service.
   *
   * @throws DumpServiceException when it is not sound; the message names every fault
   */
  public List<Artifact> run(TaskSpec.VerifyDataService spec, Work work) {
    DataServiceSession session =
        sessions.primary(spec.target().namespace(), spec.dataService(), work.task());
    List<String> databases =
        session.probe().databases().stream().map(Probe.Database::name).toList();
    work.checkActive();
    VerifyReport report =
        session.verify(databases, new VerifyOptions(false, limits.verification()));
    if (!report.sound()) {
      throw new DumpServiceException(
          "the data service %s in %s is not sound: %s"
              .formatted(
                  spec.dataService().name(),
                  spec.target().namespace(),
                  String.join("; ", report.faults())),
          false);
    }
    return List.of(
        new VerificationArtifact("DataService/" + spec.dataService().name(), true, checks(report)));
  }

  private static List<Check> checks(VerifyReport report) {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("answers", true, "server version " + report.serverVersion()));
    for (VerifyReport.DatabaseCheck database : report.databases()) {
      String structures =
          database.checker() == null
              ? "structures not checked: " + database.checkerSkipped()
              : "structures checked by " + database.checker();
      checks.add(
          new Check(
              "read " + database.name(),
              true,
              "%d tables, %d rows; %s".formatted(database.tables(), database.rows(), structures)));
    }
    return checks;
  }
}
