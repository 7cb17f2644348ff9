// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskPlanned;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TransientFailureIT extends CatalogStack {
  @Test
  void takesAnEventInAgainWhenItsTransactionWasCutOff() throws SQLException {
    Samples shop = fresh("east");
    TaskPlanned task = plan(shop, Approach.DATA_SERVICE, false).get(1);
    await()
        .untilAsserted(
            () ->
                assertThat(task(shop, "DataService/db").get("status").asText())
                    .isEqualTo("QUEUED"));

    try (Connection blocking = connection();
        Statement statement = blocking.createStatement()) {
      blocking.setAutoCommit(false);
      statement.execute("select 1 from run where id = '" + shop.run() + "' for update");
      hub.report(new TaskAccepted(Samples.attempt(task, "x-1", 1)));
      await().untilAsserted(() -> assertThat(cutOffWhoeverWaits()).isPositive());
      blocking.rollback();
    }

    await()
        .untilAsserted(
            () ->
                assertThat(task(shop, "DataService/db").get("status").asText())
                    .isEqualTo("ACCEPTED"));
    assertThat(hub.deadLetters(Pattern.compile("task-events")))
        .noneMatch(r -> new String(r.value(), UTF_8).contains(shop.run().value()));
  }

  private static int cutOffWhoeverWaits() throws SQLException {
    try (Connection other = connection();
        Statement statement = other.createStatement();
        ResultSet cut =
            statement.executeQuery(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where wait_event_type = 'Lock' and query like '%run%'")) {
      cut.next();
      return cut.getInt(1);
    }
  }
}
