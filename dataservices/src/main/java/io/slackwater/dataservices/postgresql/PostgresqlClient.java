// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slackwater.dataservices.blueprint.DataServiceQueryException;
import io.slackwater.dataservices.blueprint.SessionName;
import io.slackwater.dataservices.exec.ExecResult;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.dataservices.exec.ProvedStream;
import io.slackwater.dataservices.exec.ShellScript;
import io.slackwater.dataservices.exec.StreamProof;
import io.slackwater.dataservices.hold.BarrierPreparation;
import io.slackwater.dataservices.hold.BarrierRequest;
import io.slackwater.dataservices.hold.KeeperRequest;
import io.slackwater.dataservices.hold.SnapshotKeeper;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's client tools in one pod. The session's name becomes {@code application_name}; user
 * and password come from the container's own environment, inside the container.
 */
final class PostgresqlClient {

  /** Exists from initdb on, and is not what the application's data should be in. */
  static final String MAINTENANCE = "postgres";

  static final Duration SHORT = Duration.ofMinutes(2);

  private static final String SCRIPT = ShellScript.load(PostgresqlClient.class, "client.sh");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PodExec exec;
  private final PodTarget pod;
  private final String applicationName;

  PostgresqlClient(PodExec exec, PodTarget pod, SessionName name) {
    this(exec, pod, Names.application(name));
  }

  private PostgresqlClient(PodExec exec, PodTarget pod, String applicationName) {
    this.exec = exec;
    this.pod = pod;
    this.applicationName = applicationName;
  }

  /** The same whose sessions have another name. */
  PostgresqlClient named(String other) {
    return new PostgresqlClient(exec, pod, other);
  }

  PodTarget pod() {
    return pod;
  }

  /** Prepares to bar writers with a command that runs the client tools. */
  BarrierPreparation prepareBarrier(List<String> command, BarrierRequest request, Duration atMost) {
    return BarrierPreparation.open(exec, pod, argv(command), request, atMost);
  }

  /** Prepares to keep snapshots with a command that runs the client tools. */
  SnapshotKeeper openKeeper(List<String> command, KeeperRequest request, Duration atMost) {
    return SnapshotKeeper.open(exec, pod, argv(command), request, atMost);
  }

  /** Runs a tool, whatever its exit code. */
  ExecResult run(Duration timeout, String... tool) {
    return exec.run(pod, argv(List.of(tool)), timeout);
  }

  /** What SQL returns, without alignment; one line a row. */
  String query(String database, String sql, Duration timeout) {
    return checked(database, exec.run(pod, psql(database, true), utf8(sql), timeout));
  }

  /** What a query that returns one JSON document returns. */
  JsonNode json(String database, String sql, Duration timeout) {
    return parse(query(database, sql, timeout));
  }

  /** SQL in steps that must not stop half way when this side goes away. */
  void toTheEnd(String database, String sql, Duration timeout) {
    checked(database, exec.runToTheEnd(pod, psql(database, true), utf8(sql), timeout));
  }

  /** SQL of which each statement may fail by itself; returns what psql said. */
  List<String> tolerant(String database, String sql, Duration timeout) {
    ExecResult result = exec.run(pod, psql(database, false), utf8(sql), timeout);
    if (!result.succeeded()) {
      throw failed(database, result);
    }
    return result.messages();
  }

  ProvedStream dump(List<String> tool, Duration timeout) {
    return exec.streamOut(pod, argv(tool), timeout);
  }

  /** Runs a tool that ignores its input, and then SQL in the same output. */
  ProvedStream dumpThenQuery(List<String> tool, String database, String sql, Duration timeout) {
    List<String> both =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "c=$1; shift; \"$@\" </dev/null && "
                    + "exec psql -XqAtw -v ON_ERROR_STOP=1 -d \"$c\"",
                "both",
                Sql.connection(database)));
    both.addAll(tool);
    return exec.streamOut(pod, argv(both), utf8(sql), timeout);
  }

  StreamProof load(
      List<String> tool, InputStream content, long bytes, String sha256, Duration timeout) {
    return exec.streamIn(pod, argv(tool), content, bytes, sha256, timeout);
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new DataServiceQueryException("PostgreSQL answered with something other than JSON", e);
    }
  }

  private String checked(String database, ExecResult result) {
    if (!result.succeeded()) {
      throw failed(database, result);
    }
    return result.output();
  }

  private DataServiceQueryException failed(String database, ExecResult result) {
    return new DataServiceQueryException(
        pod
            + ": psql failed on database "
            + database
            + " with exit code "
            + result.exitCode()
            + ": "
            + String.join("\n", result.messages()));
  }

  private List<String> psql(String database, boolean stopOnError) {
    return argv(
        List.of(
            "psql",
            "-XqAtw",
            "-v",
            stopOnError ? "ON_ERROR_STOP=1" : "ON_ERROR_STOP=0",
            "-d",
            Sql.connection(database)));
  }

  private static String utf8(String sql) {
    return "SET client_encoding TO 'UTF8';\n" + sql + "\n";
  }

  private List<String> argv(List<String> tool) {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", SCRIPT, "postgresql", applicationName));
    argv.addAll(tool);
    return List.copyOf(argv);
  }
}
