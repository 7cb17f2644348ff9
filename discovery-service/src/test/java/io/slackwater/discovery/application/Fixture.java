// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.RestoreStage;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.discovery.Shop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The names that tests of use cases share, and a worker that notes what it is told. */
final class Fixture implements Work {

  static final ApplicationId APPLICATION = ApplicationId.parse("east/shop/shop");
  static final RepositoryRef REPOSITORY = RepositoryRef.of(new LocationName("local"), APPLICATION);
  static final RunId RUN = new RunId("restore-1");
  static final RestoreTarget SAME = new RestoreTarget(APPLICATION.cluster(), "shop");
  static final RestoreTarget COPY = new RestoreTarget(APPLICATION.cluster(), "copy");
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  final List<String> steps = new ArrayList<>();

  @Override
  public void checkActive() {
    // Nobody ends the work of a test.
  }

  @Override
  public void progress(String step) {
    steps.add(step);
  }

  static CaptureTags tags(String task) {
    return new CaptureTags(
        new TaskId(task), new RunId("backup-1"), new RestorePointId("rp-1"), APPLICATION);
  }

  static DefinitionsArtifact capture(DefinitionsStore store, ClusterApi cluster) {
    return new CaptureDefinitions(store, CLOCK)
        .run(REPOSITORY, new Scope("shop", null), tags("task-1"), cluster, new Fixture());
  }

  static Restoring restoring(String snapshot, RestoreTarget target, RestoreStage stage) {
    List<DataService> dataServices = List.of(Shop.DATABASE);
    return new Restoring(RUN, REPOSITORY, snapshot, target, stage, dataServices);
  }

  static Patience impatience() {
    return new Patience(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(1));
  }
}
