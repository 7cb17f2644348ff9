// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.dataservices.exec.PodShell;
import io.slackwater.dataservices.hold.BarredDatabase;
import io.slackwater.dataservices.hold.Barrier;
import io.slackwater.dataservices.hold.BarrierLostException;
import io.slackwater.dataservices.hold.BarrierPreparation;
import io.slackwater.dataservices.hold.BarrierRefusedException;
import io.slackwater.dataservices.hold.BarrierRequest;
import io.slackwater.dataservices.hold.DeafShell;
import io.slackwater.dataservices.hold.Release;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Writers of a real server, barred, and what ends it when somebody dies. */
@ExtendWith(HeldShop.Extension.class)
@ResourceLock(HeldShop.LOCK)
class PostgresqlBarrierIT {

  private static final Duration MAX_HOLD = Duration.ofSeconds(2);
  private static final Duration RAISE = Duration.ofSeconds(1);
  private static final Duration PREPARE = Duration.ofSeconds(30);

  private final HeldShop shop;
  private final PostgresServer server;
  private String hold = "";

  PostgresqlBarrierIT(HeldShop shop) {
    this.shop = shop;
    this.server = shop.server();
  }

  @BeforeEach
  void write() throws Exception {
    hold = shop.write();
  }

  @AfterEach
  void nothingIsLeft() {
    shop.assertNothingIsLeftOf(hold);
  }

  private BarrierPreparation prepare(PodShell shell, Duration maxHold, Duration timeout) {
    return shop.session(shell).prepareBarrier(new BarrierRequest(hold, maxHold, timeout), PREPARE);
  }

  private Barrier raise(PodShell shell, Duration maxHold) {
    return prepare(shell, maxHold, RAISE).raise();
  }

  private Barrier raise() {
    return raise(shop.shell(), MAX_HOLD);
  }

  @Test
  void barsNobodyUntilItIsRaisedAndEndsWithItsClientThen() throws Exception {
    try (BarrierPreparation prepared = prepare(shop.shell(), MAX_HOLD, RAISE)) {
      // One for each database, and one that makes durable what was committed.
      assertThat(shop.sessions("slackwater:" + hold + ":barrier")).isEqualTo(4);
      int before = shop.written();
      Awaitility.await().until(() -> shop.written() > before + 20);
      assertThat(prepared.pod().pod()).isEqualTo("db-0");
    }
    shop.assertWritersGoOn(Duration.ofSeconds(1));
  }

  @Test
  void aPreparedOneThatHearsNothingEnds() throws Exception {
    DeafShell deaf = new DeafShell(shop.shell());
    try (BarrierPreparation prepared = prepare(deaf, MAX_HOLD, RAISE)) {
      deaf.silence();
      Awaitility.await().untilAsserted(() -> assertThat(shop.processes().toList()).isEmpty());
      assertThatThrownBy(prepared::raise).isInstanceOf(BarrierRefusedException.class);
    }
  }

  @Test
  void refusesWhenADatabaseWasMadeSinceItWasPrepared() throws Exception {
    try (BarrierPreparation prepared = prepare(shop.shell(), MAX_HOLD, RAISE)) {
      server.sql("postgres", "CREATE DATABASE late");
      assertThatThrownBy(prepared::raise)
          .isInstanceOf(BarrierRefusedException.class)
          .hasMessageContaining("a database was made or dropped since");
    } finally {
      server.sql("postgres", "DROP DATABASE late WITH (FORCE)");
    }
    shop.assertWritersGoOn(MAX_HOLD);
  }

  @Test
  void whatWasCommittedIsOnDiskThoughItsWriterDidNotWaitForThat() throws Exception {
    server.sql("postgres", "ALTER DATABASE shop SET synchronous_commit TO off");
    try {
      shop.write();
      for (int round = 0; round < 10; round++) {
        try (BarrierPreparation prepared = prepare(shop.shell(), Duration.ofSeconds(30), RAISE)) {
          server.sql("shop", "INSERT INTO b VALUES (7)");
          try (Barrier barrier = prepared.raise()) {
            String barredAt = barrier.databases().getLast().position();
            assertThat(
                    server.sql(
                        "shop", "SELECT pg_current_wal_flush_lsn() >= '%s'".formatted(barredAt)))
                .isEqualTo("t");
          }
        }
      }
    } finally {
      server.sql("postgres", "ALTER DATABASE shop RESET synchronous_commit");
    }
  }

  @Test
  void barsEveryWriterOfEveryDatabaseUntilItIsThawed() throws Exception {
    shop.session(shop.shell()).flush(Duration.ofMinutes(1));
    try (Barrier barrier = raise(shop.shell(), Duration.ofSeconds(30))) {
      int before = shop.written();
      assertThat(barrier.databases())
          .extracting(BarredDatabase::database)
          .containsExactly("odd 'name'", "postgres", "shop");
      for (String statement :
          List.of(
              "INSERT INTO a VALUES (1)",
              "DELETE FROM b",
              "INSERT INTO parted VALUES (1)",
              "UPDATE part SET i = 2",
              "TRUNCATE a",
              "ALTER TABLE a ADD COLUMN j int",
              "CREATE TABLE c (i int)",
              "CREATE SCHEMA s",
              "SELECT lo_create(0)",
              "SELECT lo_put(4711, 0, 'x')",
              "CREATE DATABASE another")) {
        assertBarred("shop", statement);
      }
      assertBarred("odd 'name'", "CREATE TABLE c (i int)");
      assertThat(server.sql("shop", "SELECT count(*) FROM a WHERE i = 1")).isEqualTo("0");
      assertThat(barrier.ping().held()).isPositive();
      assertThat(shop.written()).isEqualTo(before);

      Release release = barrier.thaw();

      assertThat(release.held()).isPositive().isLessThan(Duration.ofSeconds(30));
    }
    shop.assertWritersGoOn(Duration.ofSeconds(30));
  }

  private void assertBarred(String database, String statement) {
    assertThatThrownBy(() -> server.sql(database, "SET lock_timeout TO '50ms';\n" + statement))
        .as(statement)
        .hasMessageContaining("lock timeout");
  }

  @Test
  void saysWhoKeepsItFromBeingRaisedAndBarsNobody() throws Exception {
    Process busy = shop.idleInTransaction("UPDATE a SET i = 0");
    try {
      assertThatThrownBy(this::raise)
          .isInstanceOf(BarrierRefusedException.class)
          .hasMessageContaining("database shop is still written to: a (RowExclusiveLock) by pid")
          .hasMessageContaining("application_name 'test'")
          .hasMessageContaining("idle in transaction");
      assertThatCode(() -> server.sql("shop", "INSERT INTO b VALUES (1)"))
          .doesNotThrowAnyException();
    } finally {
      busy.destroyForcibly().waitFor();
    }
  }

  @Test
  void givesWayToAWriterThatWouldDeadlockWithIt() throws Exception {
    Process crossing = shop.idleInTransaction("INSERT INTO b VALUES (7)");
    Thread later =
        Thread.ofVirtual()
            .start(
                () -> {
                  Awaitility.await()
                      .until(() -> shop.waiting("slackwater:" + hold + ":barrier") > 0);
                  HeldShop.say(crossing, "INSERT INTO a VALUES (7); COMMIT;\n");
                });
    try (Barrier barrier =
        prepare(shop.shell(), Duration.ofSeconds(60), Duration.ofSeconds(30)).raise()) {
      barrier.thaw();
    }
    later.join();
    assertThat(server.sql("shop", "SELECT count(*) FROM a WHERE i = 7")).isEqualTo("1");
    crossing.destroyForcibly().waitFor();
  }

  @Test
  void endsAtTheLongestHoldThoughItIsPinged() throws Exception {
    try (Barrier barrier = raise()) {
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(barrier::ping)
                      .isInstanceOf(BarrierLostException.class)
                      .hasMessageContaining("shop/db-0[postgres]"));
      assertThatThrownBy(barrier::thaw).isInstanceOf(BarrierLostException.class);
      shop.assertWritersGoOn(MAX_HOLD.plusSeconds(1));
    }
  }

  @Test
  void endsWhenNoPingComes() throws Exception {
    DeafShell deaf = new DeafShell(shop.shell());
    try (Barrier barrier = raise(deaf, Duration.ofSeconds(60))) {
      assertThat(barrier.ping().held()).isPositive();
      deaf.silence();
      shop.assertWritersGoOn(Duration.ofSeconds(6));
    }
  }

  @Test
  void endsWhenTheClientGoesAway() throws Exception {
    Barrier barrier = raise(shop.shell(), Duration.ofSeconds(60));
    assertThat(barrier.ping().held()).isPositive();
    barrier.close();
    shop.assertWritersGoOn(Duration.ofSeconds(5));
  }

  @Test
  void endsWhenTheShellIsKilled() throws Exception {
    endsAfter(() -> shop.shellInThePod().destroyForcibly());
  }

  @Test
  void endsWhenEveryProcessInThePodIsKilled() throws Exception {
    endsAfter(() -> shop.processes().toList().forEach(ProcessHandle::destroyForcibly));
  }

  @Test
  void endsWhenTheShellIsStopped() throws Exception {
    endsAfter(() -> HeldShop.signal("STOP", Stream.of(shop.shellInThePod())));
    HeldShop.signal("KILL", shop.processes());
  }

  @Test
  void theServerEndsItWhenEveryProcessInThePodIsStopped() throws Exception {
    endsAfter(() -> HeldShop.signal("STOP", shop.processes()));
    HeldShop.signal("KILL", shop.processes());
  }

  @Test
  void noticesThatTheServerEndedASession() throws Exception {
    try (Barrier barrier = raise()) {
      int session = barrier.databases().getFirst().session();
      server.sql("postgres", "SELECT pg_terminate_backend(" + session + ")");
      assertThatThrownBy(barrier::ping)
          .isInstanceOf(BarrierLostException.class)
          .hasMessageContaining("terminating connection");
      shop.assertWritersGoOn(MAX_HOLD.plusSeconds(1));
    }
  }

  private interface Fault {
    void happen() throws Exception;
  }

  private void endsAfter(Fault fault) throws Exception {
    try (Barrier barrier = raise()) {
      assertThat(barrier.ping().held()).isPositive();
      fault.happen();
      shop.assertWritersGoOn(MAX_HOLD.plusSeconds(1));
      assertThatThrownBy(barrier::ping).isInstanceOf(BarrierLostException.class);
    }
  }
}
