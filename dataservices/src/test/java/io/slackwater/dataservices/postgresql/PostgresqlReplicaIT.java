// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import static io.slackwater.dataservices.postgresql.PostgresqlRoundTripIT.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.dataservices.blueprint.Blueprint;
import io.slackwater.dataservices.blueprint.Blueprints;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.DumpSource;
import io.slackwater.dataservices.blueprint.LoadOptions;
import io.slackwater.dataservices.blueprint.LoadRefusedException;
import io.slackwater.dataservices.blueprint.NoDumpSourceException;
import io.slackwater.dataservices.blueprint.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlReplicaIT {

  private static final Blueprint POSTGRESQL = Blueprints.named("postgresql").orElseThrow();

  private final Path dir;
  private final PostgresServer primary;
  private final PostgresServer replica;

  PostgresqlReplicaIT(@TempDir Path dir) throws Exception {
    this.dir = dir;
    this.primary = PostgresServer.start();
    primary.sql("postgres", "CREATE DATABASE shop");
    primary.sql("shop", "CREATE TABLE t (i int)");
    this.replica = PostgresServer.replicaOf(primary);
  }

  @AfterEach
  void stop() throws Exception {
    replica.close();
    primary.close();
  }

  @Test
  void dumpsFromAStreamingReplicaWhatThePrimaryHadCommitted() throws Exception {
    primary.sql("shop", "INSERT INTO t SELECT generate_series(1, 10000)");

    DumpSource source = choose(Duration.ofSeconds(60), primary, replica);

    assertThat(source.probe().role()).isEqualTo(Probe.Role.REPLICA);
    assertThat(source.reason()).contains("has replayed");
    List<StoredDump> dump = StoredDump.of(source.session(), dir);
    try (PostgresServer target = PostgresServer.start()) {
      session(target, "load", 1)
          .load(dump, new LoadOptions(false, Duration.ofMinutes(1), () -> {}));
      assertThat(target.sql("shop", "SELECT count(*), sum(i) FROM t")).isEqualTo("10000|50005000");
    }
  }

  @Test
  void fallsBackToThePrimaryWhenTheReplicaLags() throws Exception {
    replica.sql("postgres", "SELECT pg_wal_replay_pause()");
    primary.sql("shop", "INSERT INTO t VALUES (1)");

    DumpSource source = choose(Duration.ofMillis(500), replica, primary);

    assertThat(source.probe().role()).isEqualTo(Probe.Role.PRIMARY);
    assertThat(source.reason()).contains("lags");
  }

  @Test
  void passesOverAReplicaOfAnotherPrimary() throws Exception {
    try (PostgresServer other = PostgresServer.start();
        PostgresServer otherReplica = PostgresServer.replicaOf(other)) {
      DumpSource source = choose(Duration.ofSeconds(1), primary, otherReplica);

      assertThat(source.probe().role()).isEqualTo(Probe.Role.PRIMARY);
      assertThat(source.reason()).contains("is of another primary");
    }
  }

  @Test
  void refusesAReplicaWhoseCompletenessNobodyCanTell() throws Exception {
    primary.close();

    assertThatThrownBy(() -> choose(Duration.ofSeconds(1), primary, replica))
        .isInstanceOf(NoDumpSourceException.class)
        .hasMessageContaining("cannot be probed");
  }

  @Test
  void refusesToLoadIntoAReplica() throws Exception {
    List<StoredDump> dump = StoredDump.of(session(primary, "dump", 1), dir);

    assertThatThrownBy(
            () ->
                session(replica, "load", 1)
                    .load(dump, new LoadOptions(false, Duration.ofMinutes(1), () -> {})))
        .isInstanceOf(LoadRefusedException.class)
        .hasMessageContaining("replica");
  }

  private static DumpSource choose(Duration wait, PostgresServer... servers) {
    List<DataServiceSession> sessions =
        List.of(servers).stream().map(server -> session(server, "dump", 1)).toList();
    return POSTGRESQL.chooseSource(sessions, wait);
  }
}
