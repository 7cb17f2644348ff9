// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.ObjectRef;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.Names;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.HoldOrder;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseRequestTest {

  private static final ApplicationId SHOP = ApplicationId.parse("east/shop/shop");
  private static final RepositoryRef REPOSITORY =
      RepositoryRef.of(new LocationName("primary"), SHOP);
  private static final DataService ORDERS =
      new DataService(
          "orders-db",
          "postgresql",
          "15",
          new ObjectRef("apps/v1", "StatefulSet", "orders-db"),
          "postgres",
          List.of(),
          List.of());

  @Test
  void backupSharesItsApplicationAndHoldsItsDataServiceAlone() {
    List<LeaseRequest> requests =
        LeaseRequest.of(
            planned(new TaskSpec.DumpDataService(REPOSITORY, new Scope("shop", null), ORDERS)));

    assertThat(requests).isSortedAccordingTo(Comparator.comparing(LeaseRequest::name));
    assertThat(requests)
        .extracting(LeaseRequest::subject, LeaseRequest::exclusive)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("application east/shop/shop", false),
            org.assertj.core.groups.Tuple.tuple("data service shop/orders-db", true));
  }

  @Test
  void coordinatorTakesForItsRunAllThatItBarsAndTheDumpsOfTheHoldNothing() {
    Scope scope = new Scope("shop", null);
    TaskSpec coordinator =
        new TaskSpec.SnapshotVolumes(
            scope,
            List.of(),
            new HoldOrder(10_000, 120_000, List.of(ORDERS), List.of(new TaskId("t2"))));
    TaskSpec participant =
        new TaskSpec.DumpDataService(REPOSITORY, scope, ORDERS, new TaskId("t1"));

    List<LeaseRequest> requests = LeaseRequest.of(planned(coordinator));

    assertThat(requests).isSortedAccordingTo(Comparator.comparing(LeaseRequest::name));
    assertThat(requests)
        .extracting(LeaseRequest::subject, LeaseRequest::exclusive)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("application east/shop/shop", false),
            org.assertj.core.groups.Tuple.tuple("hold of the application east/shop/shop", true),
            org.assertj.core.groups.Tuple.tuple("data service shop/orders-db", true));
    assertThat(requests).allMatch(LeaseRequest::endsWithTask);
    assertThat(LeaseRequest.of(planned(participant)))
        .extracting(LeaseRequest::subject)
        .containsExactly("application east/shop/shop");
  }

  @Test
  void restoreHoldsItsApplicationAlone() {
    assertThat(
            LeaseRequest.of(
                planned(
                    new TaskSpec.RestoreVolumes(
                        new RestoreTarget(SHOP.cluster(), "shop"), List.of()))))
        .singleElement()
        .returns(true, LeaseRequest::exclusive);
  }

  @Test
  void whatRemovesFromARepositoryKeepsBackupsOfItsApplicationWaiting() {
    assertThat(
            List.of(
                new TaskSpec.ForgetSnapshots(REPOSITORY, List.of("0123abcd")),
                new TaskSpec.PruneRepository(REPOSITORY)))
        .allSatisfy(
            spec ->
                assertThat(LeaseRequest.of(planned(spec)))
                    .singleElement()
                    .returns("application east/shop/shop", LeaseRequest::subject)
                    .returns(true, LeaseRequest::exclusive));
  }

  @Test
  void namesAreNamesThatKubernetesTakes() {
    String longest = "a".repeat(63);
    ApplicationId application = ApplicationId.parse(longest + "/" + longest + "/" + longest);
    TaskPlanned task =
        planned(new TaskSpec.CaptureDefinitions(REPOSITORY, new Scope("shop", null)));

    List<LeaseRequest> requests =
        LeaseRequest.of(
            new TaskPlanned(
                task.task(),
                task.run(),
                application,
                task.restorePoint(),
                "x",
                1,
                task.spec(),
                task.notAfter()));

    assertThat(requests)
        .allSatisfy(
            request -> assertThat(request.name()).matches(Names.SUBDOMAIN).hasSizeLessThan(254));
  }

  private static TaskPlanned planned(TaskSpec spec) {
    return new TaskPlanned(
        new TaskId("t1"),
        new RunId("r1"),
        SHOP,
        new RestorePointId("rp-1"),
        "orders-db",
        1,
        spec,
        Instant.parse("2026-11-22T10:00:00Z"));
  }
}
