// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import static io.slackwater.dataservices.postgresql.PostgresqlRoundTripIT.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dataservices.blueprint.Probe;
import io.slackwater.dataservices.blueprint.VerifyOptions;
import io.slackwater.dataservices.blueprint.VerifyReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresqlSessionsIT {

  private static final String ODD = "odd = 'name' \\ host=nowhere";

  private final PostgresServer source;

  PostgresqlSessionsIT() throws Exception {
    this.source = PostgresServer.start();
    source.sql("postgres", ShopData.ROLES + ShopData.DATABASE);
    source.sql("shop", ShopData.TABLES);
  }

  @AfterEach
  void stop() throws Exception {
    source.close();
  }

  @Test
  void endsSessionsOfOlderAttemptsOnly() throws Exception {
    List<Process> sessions =
        List.of(
            sleeper("slackwater:t-1:1"),
            sleeper("slackwater:t-1:2"),
            sleeper("slackwater:t-1:3"),
            sleeper("slackwater:t-11:1"),
            sleeper("slackwater:t-1:x"));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        source.sql(
                            "postgres",
                            "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'slackwater:%'"))
                    .isEqualTo("5"));

    assertThat(session(source, "t-1", 3).endOlderSessions()).isEqualTo(2);

    assertThat(
            source.sql(
                "postgres",
                "SELECT string_agg(application_name, ' ' ORDER BY application_name COLLATE \"C\") FROM pg_stat_activity WHERE application_name LIKE 'slackwater:%'"))
        .isEqualTo("slackwater:t-11:1 slackwater:t-1:3 slackwater:t-1:x");
    sessions.forEach(Process::destroyForcibly);
  }

  @Test
  void failsWhenTheDatabaseEndsTheDump() throws Exception {
    DataServiceSession session = session(source, "dump-1", 1);
    Process lock = source.psql("shop").redirectErrorStream(true).start();
    OutputStream input = lock.getOutputStream();
    input.write(
        "BEGIN; LOCK TABLE app.customer IN ACCESS EXCLUSIVE MODE;\n"
            .getBytes(StandardCharsets.UTF_8));
    input.flush();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        source.sql(
                            "postgres",
                            "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted AND database IS NOT NULL"))
                    .isNotEqualTo("0"));
    Thread killer =
        Thread.ofVirtual()
            .start(
                () ->
                    Awaitility.await()
                        .until(() -> session(source, "dump-1", 2).endOlderSessions() > 0));

    assertThatThrownBy(
            () -> {
              try (var dump = session.dump(new DumpPart.Database("shop"), Duration.ofMinutes(1))) {
                dump.content().readAllBytes();
              }
            })
        .hasMessageContaining("exit code 1")
        .hasMessageContaining("terminat");
    killer.join();
    lock.destroyForcibly();
  }

  @Test
  void probesWhatIsThere() {
    Probe probe = session(source, "probe", 1).probe();

    assertThat(probe.version()).startsWith(PostgresServer.major() + ".");
    assertThat(probe.role()).isEqualTo(Probe.Role.PRIMARY);
    assertThat(probe.databases())
        .extracting(Probe.Database::name)
        .containsExactly(ODD, "postgres", "shop");
    assertThat(probe.databases()).allSatisfy(database -> assertThat(database.bytes()).isPositive());
    assertThat(probe.problems()).isEmpty();
  }

  @Test
  void findsAMissingDatabaseAndAnUnreadableTable() throws Exception {
    String file = source.sql("shop", "SELECT pg_relation_filepath('app.customer'); CHECKPOINT");
    Path table = source.dataFile(file.lines().findFirst().orElseThrow());
    try (var channel = FileChannel.open(table, StandardOpenOption.WRITE)) {
      // The header of the second page.
      channel.write(
          ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7}), 8192 + 8);
    }
    source.restart();

    VerifyReport report =
        session(source, "verify", 1)
            .verify(List.of("shop", "gone"), new VerifyOptions(false, Duration.ofMinutes(1)));

    assertThat(report.sound()).isFalse();
    assertThat(report.faults()).anyMatch(fault -> fault.contains("gone is not there"));
    assertThat(report.faults())
        .anyMatch(fault -> fault.contains("shop") && fault.contains("invalid page"));
  }

  private Process sleeper(String application) throws IOException {
    ProcessBuilder builder = source.psql("shop");
    builder.environment().put("PGAPPNAME", application);
    builder.command().addAll(List.of("-c", "SELECT pg_sleep(120)"));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
