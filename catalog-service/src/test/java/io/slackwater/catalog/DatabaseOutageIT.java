// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.sandbox.testing.LocalPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PostgreSQL is stopped and started again while events come in. */
@QuarkusTest
class DatabaseOutageIT extends CatalogStack {
  /** Longer than the retries that an event gets which fails for a reason of its own. */
  private static final Duration OUTAGE = Duration.ofSeconds(12);

  /** Longer than the age at which the client library counts a record as forgotten. */
  private static final Duration LONG_OUTAGE = Duration.ofSeconds(90);

  @SuppressWarnings("NullAway.Init") // injected by the test resource
  LocalPostgres database;

  @Test
  void losesNothingWhileTheDatabaseIsGone() {
    losesNothing(OUTAGE);
  }

  @Test
  @Tag("long")
  void losesNothingInALongOutage() {
    losesNothing(LONG_OUTAGE);
  }

  private void losesNothing(Duration outage) {
    Samples before = fresh("east");
    List<TaskPlanned> tasks = plan(before, Approach.DATA_SERVICE, false);
    for (String component : List.of("Definitions/all", "DataService/db")) {
      await()
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(task(before, component).get("status").asText()).isEqualTo("QUEUED"));
    }
    List<Samples> during = new ArrayList<>();

    database.restart(
        () -> {
          tasks.forEach(task -> succeed(before, task));
          for (int i = 0; i < 6; i++) {
            Samples shop = fresh("east");
            during.add(shop);
            plan(shop, Approach.DATA_SERVICE, false).forEach(task -> succeed(shop, task));
          }
          Awaitility.await().pollDelay(outage).atMost(outage.plus(LIVENESS)).until(this::unable);
        });

    succeed(before, awaitTask(before, "RestorePoint/seal", 1));
    assertThat(awaitSettled(before).outcome()).isEqualTo(Outcome.SUCCEEDED);
    for (Samples shop : during) {
      succeed(shop, awaitTask(shop, "RestorePoint/seal", 1));
      assertThat(awaitSettled(shop).outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(settled(shop.run().value())).hasSize(1);
    }
    during.add(before);
    assertThat(hub.deadLetters(Pattern.compile("")))
        .noneMatch(
            dead ->
                during.stream()
                    .anyMatch(
                        shop -> new String(dead.value(), UTF_8).contains(shop.run().value())));
  }

  /** Whether the service says that it cannot answer. */
  private boolean unable() {
    return send(request("/api/v1/runs", "slackwater-viewer").GET().build()).statusCode() >= 500;
  }

  private void succeed(Samples shop, TaskPlanned task) {
    hub.report(
        new TaskSucceeded(
            Samples.attempt(task, "x-1", 100),
            shop.artifacts(task.spec()),
            Samples.PLANNED,
            Instant.now()));
  }
}
