// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.dataservices.DataServiceException;
import io.slackwater.dataservices.blueprint.Probe;
import io.slackwater.dataservices.blueprint.SessionName;
import io.slackwater.dataservices.blueprint.VerifyOptions;
import io.slackwater.dataservices.blueprint.VerifyReport;
import io.slackwater.dataservices.exec.ExecResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads every table, and checks heaps and B-trees with pg_amcheck where that can be done. */
final class Verification {

  private static final String EXTENSION =
      """
      SELECT json_build_object(
        'installed', EXISTS (SELECT FROM pg_extension WHERE extname = 'amcheck'),
        'available', EXISTS (SELECT FROM pg_available_extensions WHERE name = 'amcheck'));
      """;

  private final PostgresqlClient client;
  private final SessionName name;
  private final VerifyOptions options;
  private final List<String> faults = new ArrayList<>();

  Verification(PostgresqlClient client, SessionName name, VerifyOptions options) {
    this.client = client;
    this.name = name;
    this.options = options;
  }

  VerifyReport verify(List<String> databases, Probe probe) {
    Set<String> there =
        probe.databases().stream().map(Probe.Database::name).collect(Collectors.toSet());
    List<VerifyReport.DatabaseCheck> checks = new ArrayList<>();
    for (String database : databases) {
      if (there.contains(database)) {
        check(database, probe.role(), checks);
      } else {
        faults.add("database " + database + " is not there or allows no connections");
      }
    }
    return new VerifyReport(probe.version(), checks, faults);
  }

  private void check(String database, Probe.Role role, List<VerifyReport.DatabaseCheck> checks) {
    try {
      TableCount count = TableCount.of(client, database, options.databaseTimeout());
      if (count.invalidIndexes() > 0) {
        faults.add("database " + database + " has " + count.invalidIndexes() + " invalid indexes");
      }
      Checker checker = amcheck(database, role);
      checks.add(
          new VerifyReport.DatabaseCheck(
              database, count.tables(), count.rows(), checker.used(), checker.skipped()));
    } catch (DataServiceException e) {
      faults.add("database " + database + " cannot be read: " + e.getMessage());
    }
  }

  private record Checker(@Nullable String used, @Nullable String skipped) {}

  private Checker amcheck(String database, Probe.Role role) {
    ExecResult tool = client.run(PostgresqlClient.SHORT, "pg_amcheck", "--version");
    if (!tool.succeeded()) {
      return new Checker(null, "there is no pg_amcheck in the container");
    }
    if (options.mayInstallChecker() && role == Probe.Role.PRIMARY) {
      dropOlder(database);
    }
    JsonNode extension = client.json(database, EXTENSION, PostgresqlClient.SHORT);
    boolean installed = extension.path("installed").asBoolean();
    if (!installed && !extension.path("available").asBoolean()) {
      return new Checker(null, "the server has no extension amcheck");
    }
    if (!installed && (!options.mayInstallChecker() || role == Probe.Role.REPLICA)) {
      return new Checker(null, "extension amcheck is not installed in the database");
    }
    if (installed) {
      runAmcheck(database);
    } else {
      String schema = Names.checkerSchema(name);
      try {
        client.query(
            database,
            "CREATE SCHEMA " + schema + "; CREATE EXTENSION amcheck SCHEMA " + schema + ";",
            PostgresqlClient.SHORT);
        runAmcheck(database);
      } finally {
        client.query(
            database, "DROP SCHEMA IF EXISTS " + schema + " CASCADE;", PostgresqlClient.SHORT);
      }
    }
    return new Checker(tool.output().strip(), null);
  }

  /** What an earlier attempt installed it would drop under this one, so its sessions end first. */
  private void dropOlder(String database) {
    new Sessions(client).endOlder(name);
    String older =
        Names.attemptCondition(
            "nspname::text", Names.checkerSchemaPrefix(name.task()), "<", name.attempt());
    client.query(
        database,
        "SET client_min_messages TO warning; SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', nspname) FROM pg_namespace WHERE "
            + older
            + " \\gexec\n",
        PostgresqlClient.SHORT);
  }

  private void runAmcheck(String database) {
    ExecResult result =
        client.run(
            options.databaseTimeout(), "pg_amcheck", "--no-password", Sql.connection(database));
    if (!result.succeeded()) {
      faults.add(
          "pg_amcheck on database "
              + database
              + " ended with exit code "
              + result.exitCode()
              + ": "
              + result.output().strip()
              + String.join("\n", result.messages()));
    }
  }
}
