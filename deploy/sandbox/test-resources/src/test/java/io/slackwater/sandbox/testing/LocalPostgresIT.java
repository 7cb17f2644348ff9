// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalPostgresIT {

  @Test
  void givesATestAnEmptyDatabase() throws Exception {
    PostgresTestResource resource = new PostgresTestResource();
    resource.init(Map.of("database", "policy"));
    Map<String, String> settings = resource.start();
    try (Connection connection =
            DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"));
        ResultSet tables =
            connection
                .createStatement()
                .executeQuery("select count(*) from pg_tables where schemaname = 'public'")) {
      assertThat(tables.next()).isTrue();
      assertThat(tables.getInt(1)).isZero();
    } finally {
      resource.stop();
    }
  }

  @Test
  void refusesAWrongPassword() {
    PostgresTestResource resource = new PostgresTestResource();
    Map<String, String> settings = resource.start();
    try {
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                      settings.get("quarkus.datasource.jdbc.url"), LocalPostgres.USER, "wrong"))
          .hasMessageContaining("password");
    } finally {
      resource.stop();
    }
  }
}
