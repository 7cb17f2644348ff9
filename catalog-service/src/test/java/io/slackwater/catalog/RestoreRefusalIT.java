// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.application.ApplicationRemoved;
import io.slackwater.contracts.application.NamespacesListed;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.request.RequestRejected;
import io.slackwater.contracts.request.RestoreRequested;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.task.RestoreTarget;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is refused, over REST and by an event, before anything is touched. */
@QuarkusTest
class RestoreRefusalIT extends RestoreStack {
  @Test
  void refusesWhatCannotBeDone() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.STORAGE_SNAPSHOT, false);
    String namespace = shop.application().namespace();
    try (Fleet _ = new Fleet("east")) {
      refused(404, "unknown-restore-point", body(new RestorePointId("rp-none"), "east", namespace));
      refused(409, "no-executor", body(point.id(), "nowhere", namespace));
      refused(
          409,
          "not-exported",
          body(point.id(), "east", namespace)
              .replace("{\"restore", "{\"source\": \"EXPORT\", \"restore"));
      refused(400, "invalid-request", body(point.id(), "east", "../../etc"));
      refused(400, "invalid-request", "{\"restorePoint\": 7");
      refused(400, "invalid-request", "{}");

      hub.publish("discovery-service", shop.application().cluster(), null, shop.composition());
      await()
          .untilAsserted(
              () ->
                  assertThat(get("/api/v1/applications").findValuesAsText("application"))
                      .contains(shop.application().key()));
      refused(409, "namespace-exists", body(point.id(), "east", namespace));
      hub.publish(
          "discovery-service",
          shop.application().cluster(),
          null,
          new ApplicationRemoved(shop.application()));
      await()
          .untilAsserted(
              () ->
                  assertThat(get("/api/v1/applications").findValuesAsText("application"))
                      .doesNotContain(shop.application().key()));

      HttpResponse<String> first = post("/api/v1/restores", body(point.id(), "east", namespace));
      assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
      refused(409, "target-busy", body(point.id(), "east", namespace));
    }
  }

  @Test
  void refusesARestorePointThatIsNotComplete() {
    Samples shop = fresh("east");
    plan(shop, Approach.DATA_SERVICE, false);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        get("/api/v1/restore-points?application=" + shop.application())
                            .get("items"))
                    .hasSize(1));
    String point =
        get("/api/v1/restore-points?application=" + shop.application())
            .get("items")
            .get(0)
            .get("id")
            .asText();
    try (Fleet _ = new Fleet("east")) {
      refused(
          409,
          "not-restorable",
          body(new RestorePointId(point), "east", shop.application().namespace()));
    }
  }

  @Test
  void takesTheSameRequestTwiceForOneRestore() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.DATA_SERVICE, false);
    String request =
        """
        {"requestId": "%s", "restorePoint": "%s",
         "target": {"cluster": "east", "namespace": "%s"}}
        """
            .formatted(UUID.randomUUID(), point.id(), shop.application().namespace());
    try (Fleet _ = new Fleet("east")) {
      JsonNode first = json(post("/api/v1/restores", request));
      JsonNode second = json(post("/api/v1/restores", request));

      assertThat(second.get("id")).isEqualTo(first.get("id"));
    }
  }

  @Test
  void answersARequestEventWithARunOrARejection() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.DATA_SERVICE, false);
    try (Fleet _ = new Fleet("east")) {
      RestoreRequested good = requested(shop.application(), point.id());
      RestoreRequested bad = requested(shop.application(), new RestorePointId("rp-none"));
      for (int time = 0; time < 2; time++) {
        hub.publish("portal", new ClusterId("east"), null, good);
        hub.publish("portal", new ClusterId("east"), null, bad);
      }

      await()
          .untilAsserted(
              () -> {
                assertThat(hub.published(RunPlanned.class, p -> good.request().equals(p.request())))
                    .hasSize(1);
                assertThat(
                        hub.published(
                            RequestRejected.class, r -> bad.request().equals(r.request())))
                    .hasSize(1)
                    .allMatch(e -> e.event().reasons().getFirst().contains("rp-none"));
              });
    }
  }

  @Test
  void refusesANamespaceThatHoldsNoApplication() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.DATA_SERVICE, false);
    String namespace = shop.application().namespace();
    Instant listed = Instant.now();
    try (Fleet fleet = new Fleet("east")) {
      list(fleet, listed, List.of("kube-system", namespace));
      await().untilAsserted(() -> assertThat(dryRun(point, namespace)).isEqualTo(409));
      refused(409, "namespace-exists", body(point.id(), "east", namespace));
      RestoreRequested request = requested(shop.application(), point.id());
      hub.publish("portal", new ClusterId("east"), null, request);
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          hub.published(
                              RequestRejected.class, r -> request.request().equals(r.request())))
                      .hasSize(1)
                      .allMatch(e -> e.event().reasons().getFirst().contains("exists")));
      assertThat(hub.published(RunPlanned.class, p -> request.request().equals(p.request())))
          .isEmpty();

      list(fleet, listed.plusSeconds(1), List.of("kube-system"));
      await().untilAsserted(() -> assertThat(dryRun(point, namespace)).isEqualTo(200));
      list(fleet, listed.minusSeconds(1), List.of("kube-system", namespace));
      list(fleet, listed.plusSeconds(2), List.of("kube-system", namespace + "-2"));
      await().untilAsserted(() -> assertThat(dryRun(point, namespace + "-2")).isEqualTo(409));
      assertThat(dryRun(point, namespace)).as("an older list changes nothing").isEqualTo(200);
    }
  }

  private RestoreRequested requested(ApplicationId application, RestorePointId point) {
    return new RestoreRequested(
        new RequestId(UUID.randomUUID().toString()),
        application,
        point,
        new RestoreTarget(new ClusterId("east"), application.namespace()),
        RestoreSource.BEST,
        "portal");
  }

  private void refused(int status, String kind, String body) {
    HttpResponse<String> answer = post("/api/v1/restores", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(answer).get("type").asText()).isEqualTo("urn:slackwater:problem:" + kind);
    assertThat(json(answer).get("detail").asText()).contains(": ");
  }

  private void list(Fleet fleet, Instant at, List<String> namespaces) {
    ClusterId cluster = new ClusterId(fleet.cluster());
    hub.publish(
        new Envelope<>(
            new EventMetadata(
                UUID.randomUUID().toString(), "discovery-service", at, cluster, null, null, null),
            new NamespacesListed(cluster, namespaces)));
  }

  private int dryRun(RestorePoint point, String namespace) {
    return post("/api/v1/restores?dryRun=true", body(point.id(), "east", namespace)).statusCode();
  }
}
