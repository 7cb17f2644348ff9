// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.ImportArtifact;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.event.WireRecord;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.request.ImportRequested;
import io.slackwater.contracts.request.RequestRejected;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointOrigin;
import io.slackwater.contracts.restorepoint.RestorePointRecorded;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.restorepoint.UnreadableManifest;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.RestorePointsFound;
import io.slackwater.contracts.task.TaskAttempt;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Restore points that this catalog never saw being made. */
@QuarkusTest
class ImportIT extends RestoreStack {
  private static final ClusterId WEST = new ClusterId("west");

  private final LocationName location =
      new LocationName("site-" + UUID.randomUUID().toString().substring(0, 8));

  @Test
  void takesInWhatALocationHoldsOnceHoweverOftenItIsAsked() {
    Samples shop = fresh("east");
    RestorePoint found = point(shop, "1", RestorePointState.EXPORTED);
    try (Executor west = reader()) {
      TaskPlanned task = begin();
      assertThat(task.spec()).isEqualTo(new TaskSpec.ImportRestorePoints(location, null));
      assertThat(task.application()).isEqualTo(ImportRequested.subject(WEST, location));
      west.accept(task);
      say(task, west, List.of(found), List.of());
      say(task, west, List.of(found), List.of());
      west.succeed(task, List.of(new ImportArtifact(location, 1, 1, 0, List.of())));

      assertThat(awaitSettled(task.run().value()).outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(shown(found)).isEqualTo(found);
      assertThat(counts(task)).containsExactly(1, 0, 0);

      TaskPlanned again = begin();
      west.accept(again);
      say(again, west, List.of(point(shop, "1", RestorePointState.COMPLETE)), List.of());
      west.succeed(again, List.of(new ImportArtifact(location, 1, 1, 0, List.of())));

      assertThat(awaitSettled(again.run().value()).outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(shown(found)).as("untouched").isEqualTo(found);
      assertThat(counts(again)).containsExactly(0, 1, 0);
      await().untilAsserted(() -> assertThat(recorded(found)).hasSize(1));
      assertThat(recorded(found).getFirst().metadata().cluster()).isEqualTo(new ClusterId("east"));
    }
  }

  @Test
  void namesWhatItCannotTakeInAndTakesTheRest() {
    Samples shop = fresh("east");
    RestorePoint found = point(shop, "1", RestorePointState.PARTIAL);
    UnreadableManifest damaged =
        new UnreadableManifest(shop.repository(), "ab".repeat(32), "the pack 12ab is missing");
    try (Executor west = reader()) {
      TaskPlanned task = begin();
      west.accept(task);
      say(task, west, List.of(), List.of(damaged));
      say(task, west, List.of(found), List.of());
      west.succeed(task, List.of(new ImportArtifact(location, 3, 1, 2, List.of("the first: why"))));

      RunSettled settled = awaitSettled(task.run().value());
      assertThat(settled.outcome()).isEqualTo(Outcome.PARTIAL);
      assertThat(settled.kind()).isEqualTo(RunKind.IMPORT);
      assertThat(settled.reasons())
          .hasSize(2)
          .contains("the first: why")
          .anyMatch(reason -> reason.contains("/api/v1/imports/" + task.run()));
      JsonNode shown = get("/api/v1/imports/" + task.run());
      assertThat(shown.get("state").asText()).isEqualTo("PARTIAL");
      assertThat(counts(task)).containsExactly(1, 0, 1);
      assertThat(shown.get("unreadable").get(0).get("reason").asText()).contains("12ab");
      assertThat(shown(found).state()).isEqualTo(RestorePointState.PARTIAL);
    }
  }

  @Test
  void isPartialWhenAnEventThatToldOfPointsCouldNotBeRead() {
    Samples shop = fresh("east");
    RestorePoint found = point(shop, "1", RestorePointState.EXPORTED);
    try (Executor west = reader()) {
      TaskPlanned task = begin();
      west.accept(task);
      say(task, west, List.of(found), List.of());
      WireRecord good =
          new EventCodec().encode(told(task, west, List.of(point(shop, "2", found.state()))));
      hub.publish(
          good.topic(),
          good.key(),
          good.headers(),
          new String(good.value(), StandardCharsets.UTF_8)
              .replace("EXPORTED", "HIBERNATING")
              .getBytes(StandardCharsets.UTF_8));
      west.succeed(task, List.of(new ImportArtifact(location, 1, 2, 0, List.of())));

      RunSettled settled = awaitSettled(task.run().value());
      assertThat(settled.outcome()).isEqualTo(Outcome.PARTIAL);
      assertThat(settled.reasons())
          .singleElement()
          .asString()
          .startsWith("1 of the 2 restore points that were found did not arrive")
          .contains("slackwater.task-events.west.v1.dlq");
      assertThat(shown(found)).isEqualTo(found);
    }
  }

  @Test
  void whatALaterAttemptCanReadIsUnreadableNoMore() {
    Samples shop = fresh("east");
    UnreadableManifest unread = new UnreadableManifest(shop.repository(), null, "no secret fits");
    RestorePoint found = point(shop, "1", RestorePointState.COMPLETE);
    try (Executor west = reader()) {
      TaskPlanned first = begin();
      west.accept(first);
      say(first, west, List.of(), List.of(unread));
      west.fail(first, "the storage went away", true);
      TaskPlanned second = awaitTask(first.run().value(), first.component(), 2);
      west.accept(second);
      say(second, west, List.of(found), List.of());
      west.succeed(second, List.of(new ImportArtifact(location, 1, 1, 0, List.of())));

      assertThat(awaitSettled(first.run().value()).outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(counts(second)).containsExactly(1, 0, 0);
    }
  }

  @Test
  void aPointThatIsBeingMadeHereStaysAsItIs() {
    Samples shop = fresh("east");
    RestorePoint own = backUp(shop, Approach.DATA_SERVICE, false);
    try (Executor west = reader()) {
      TaskPlanned task = begin();
      west.accept(task);
      say(task, west, List.of(imported(shop, own.id(), RestorePointState.PARTIAL)), List.of());
      west.succeed(task, List.of(new ImportArtifact(location, 1, 1, 0, List.of())));
      awaitSettled(task.run().value());

      assertThat(shown(own)).isEqualTo(own);
      assertThat(counts(task)).containsExactly(0, 1, 0);
    }
  }

  @Test
  void anUnreachableLocationEndsTheImportWithItsReason() {
    try (Executor west = reader()) {
      TaskPlanned task = begin();
      west.accept(task);
      west.fail(task, "could not read the list of repositories: no route to host", false);

      RunSettled settled = awaitSettled(task.run().value());
      assertThat(settled.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(settled.reasons()).singleElement().asString().contains("no route to host");
    }
  }

  @Test
  void pointsOfNoImportAreNotTakenIn() {
    Samples shop = fresh("east");
    RestorePoint planted = point(shop, "1", RestorePointState.COMPLETE);
    try (Executor west = reader()) {
      TaskPlanned task = begin();
      TaskPlanned unplanned =
          new TaskPlanned(
              task.task(),
              new RunId("run-" + UUID.randomUUID()),
              task.application(),
              task.restorePoint(),
              task.component(),
              1,
              task.spec(),
              task.notAfter());
      say(unplanned, west, List.of(planted), List.of());
      west.accept(task);
      west.succeed(task, List.of(new ImportArtifact(location, 1, 0, 0, List.of())));
      awaitSettled(task.run().value());

      assertThat(get("/api/v1/restore-points?application=" + shop.application()).get("items"))
          .isEmpty();
    }
  }

  @Test
  void answersRequestsOnce() {
    RequestId request = new RequestId("import-" + UUID.randomUUID());
    RequestId wrong = new RequestId("import-" + UUID.randomUUID());
    try (Executor west = reader()) {
      ImportRequested asked = new ImportRequested(request, WEST, location, "east/shop", "portal");
      hub.publish("portal", WEST, null, asked);
      hub.publish("portal", WEST, null, asked);
      hub.publish(
          "portal", WEST, null, new ImportRequested(wrong, WEST, location, "../up", "portal"));

      await()
          .untilAsserted(
              () ->
                  assertThat(hub.published(RequestRejected.class, r -> r.request().equals(wrong)))
                      .singleElement()
                      .satisfies(
                          e -> assertThat(e.event().reasons().getFirst()).contains("../up")));
      assertThat(orders()).hasSize(1);
      assertThat(orders().getFirst().spec())
          .isEqualTo(new TaskSpec.ImportRestorePoints(location, "east/shop"));
      west.accept(orders().getFirst());
    }
  }

  @Test
  void refusesWhatNoExecutorCanReadAndSaysWhy() {
    HttpResponse<String> nobody = post("/api/v1/imports", body("nowhere"));
    assertThat(nobody.statusCode()).isEqualTo(409);
    assertThat(nobody.body()).contains("no-executor", "nowhere");

    HttpResponse<String> empty = post("/api/v1/imports", "{}");
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(empty.body()).contains("location", "cluster");

    assertThat(
            send(request("/api/v1/imports", "slackwater-viewer")
                    .header("Content-Type", "application/json")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body("west")))
                    .build())
                .statusCode())
        .isEqualTo(403);
  }

  private Executor reader() {
    Executor west = Executor.start(hub, ExecutorKind.DISCOVERY, WEST.value());
    await().until(west::beating);
    barrier(WEST.value());
    return west;
  }

  private TaskPlanned begin() {
    HttpResponse<String> response = post("/api/v1/imports", body("west"));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return awaitTask(json(response).get("id").asText(), "Location/" + location, 1);
  }

  private String body(String cluster) {
    return "{\"location\": \"%s\", \"cluster\": \"%s\"}".formatted(location, cluster);
  }

  private List<TaskPlanned> orders() {
    ApplicationId subject = ImportRequested.subject(WEST, location);
    return hub.published(TaskPlanned.class, t -> t.application().equals(subject)).stream()
        .map(Envelope::event)
        .toList();
  }

  private void say(
      TaskPlanned task,
      Executor executor,
      List<RestorePoint> points,
      List<UnreadableManifest> unreadable) {
    hub.publish("executor", WEST, task.run(), found(task, executor, points, unreadable));
  }

  private static Envelope<RestorePointsFound> told(
      TaskPlanned task, Executor executor, List<RestorePoint> points) {
    return new Envelope<>(
        new EventMetadata(
            UUID.randomUUID().toString(), "executor", Instant.now(), WEST, task.run(), null, null),
        found(task, executor, points, List.of()));
  }

  private static RestorePointsFound found(
      TaskPlanned task,
      Executor executor,
      List<RestorePoint> points,
      List<UnreadableManifest> unreadable) {
    return new RestorePointsFound(
        new TaskAttempt(
            task.task(),
            task.run(),
            task.application(),
            task.attempt(),
            new ExecutorId(executor.id()),
            5),
        points,
        unreadable);
  }

  private RestorePoint point(Samples shop, String number, RestorePointState state) {
    return imported(
        shop, new RestorePointId("rp-" + shop.application().name() + "-" + number), state);
  }

  private static RestorePoint imported(Samples shop, RestorePointId id, RestorePointState state) {
    ExportArtifact export = shop.export(shop.fileVolume());
    return new RestorePoint(
        id,
        shop.application(),
        shop.run(),
        null,
        Approach.STORAGE_SNAPSHOT,
        shop.repository().location(),
        state,
        Consistency.CRASH,
        List.of(),
        null,
        List.of(shop.definitions(), export),
        null,
        Samples.PLANNED,
        10,
        5,
        new RestorePointOrigin(shop.repository(), "cd".repeat(32), new RunId("import-1")));
  }

  private RestorePoint shown(RestorePoint point) {
    return convert(
        get("/api/v1/restore-points/" + point.id()).get("restorePoint"), RestorePoint.class);
  }

  private List<Integer> counts(TaskPlanned task) {
    JsonNode shown = get("/api/v1/imports/" + task.run());
    return List.of(
        shown.get("imported").asInt(), shown.get("known").asInt(), shown.get("unreadable").size());
  }

  private List<Envelope<RestorePointRecorded>> recorded(RestorePoint point) {
    return hub.published(RestorePointRecorded.class, e -> e.restorePoint().id().equals(point.id()));
  }
}
