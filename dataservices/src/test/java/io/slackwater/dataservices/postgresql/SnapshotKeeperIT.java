// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.Dump;
import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dataservices.blueprint.SnapshotLostException;
import io.slackwater.dataservices.hold.Barrier;
import io.slackwater.dataservices.hold.BarrierRequest;
import io.slackwater.dataservices.hold.KeeperRequest;
import io.slackwater.dataservices.hold.KeptSnapshot;
import io.slackwater.dataservices.hold.SnapshotKeeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Dumps that begin after the hold, from what a keeper kept of it. */
@ExtendWith(HeldShop.Extension.class)
@ResourceLock(HeldShop.LOCK)
class SnapshotKeeperIT {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final HeldShop shop;
  private final PostgresServer server;
  private final DataServiceSession session;
  private String hold = "";
  private int cut;

  SnapshotKeeperIT(HeldShop shop) {
    this.shop = shop;
    this.server = shop.server();
    this.session = shop.session(shop.shell());
  }

  @BeforeEach
  void write() throws Exception {
    hold = shop.write();
  }

  @AfterEach
  void nothingIsLeft() {
    shop.assertNothingIsLeftOf(hold);
  }

  @Test
  void aDumpThatBeginsAfterTheThawShowsTheCut(@TempDir Path directory) throws Exception {
    try (SnapshotKeeper keeper = session.openKeeper(KeeperRequest.of(hold), MINUTE)) {
      List<KeptSnapshot> kept = takenInAHold(keeper);
      assertThat(kept)
          .extracting(KeptSnapshot::database)
          .containsExactly("odd 'name'", "postgres", "shop");
      assertThat(session.parts(kept))
          .containsExactlyInAnyOrder(
              new DumpPart.Globals(),
              new DumpPart.Database("odd 'name'"),
              new DumpPart.Database("shop"));
      Awaitility.await().until(() -> shop.written() > cut + 50);

      Dump dump = session.dump(kept.getLast(), MINUTE);
      dump.awaitTakenOver();
      keeper.close();

      assertThat(rows(dump, directory)).isEqualTo(cut);
      assertThat(dump.result().tool()).contains("--snapshot=" + kept.getLast().snapshot());
    }
    shop.assertWritersGoOn(Duration.ofSeconds(5));
  }

  @Test
  void aDumpDoesNotBeginWhenWhatKeptItsSnapshotIsGone() throws Exception {
    SnapshotKeeper keeper = session.openKeeper(KeeperRequest.of(hold), MINUTE);
    List<KeptSnapshot> kept = takenInAHold(keeper);
    keeper.close();
    Awaitility.await().until(() -> shop.sessions("slackwater:" + hold + ":%") == 0);

    try (Dump dump = session.dump(kept.getLast(), MINUTE)) {
      assertThatThrownBy(dump::awaitTakenOver)
          .isInstanceOf(SnapshotLostException.class)
          .hasMessageContaining("shop/db-0[postgres]")
          .hasMessageContaining("of database shop cannot be taken over; has what kept it ended?");
    }
  }

  @Test
  void aTableThatIsTruncatedBeforeItsDumpIsNoticed() throws Exception {
    server.sql("shop", "INSERT INTO b VALUES (3)");
    try (SnapshotKeeper keeper = session.openKeeper(KeeperRequest.of(hold), MINUTE)) {
      List<KeptSnapshot> kept = takenInAHold(keeper);

      server.sql("shop", "SET lock_timeout TO '5s'; TRUNCATE b");

      try (Dump dump = session.dump(kept.getLast(), MINUTE)) {
        assertThatThrownBy(dump::awaitTakenOver)
            .isInstanceOf(SnapshotLostException.class)
            .hasMessageContaining("public.b");
      }
    }
  }

  @Test
  void theServerGivesItUpWhenEveryProcessInThePodIsStopped() throws Exception {
    KeeperRequest request = new KeeperRequest(hold, Duration.ofSeconds(2));
    try (SnapshotKeeper keeper = session.openKeeper(request, MINUTE)) {
      takenInAHold(keeper);
      HeldShop.signal("STOP", shop.processes());
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(shop.sessions("slackwater:" + hold + ":keeper")).isZero());
    } finally {
      HeldShop.signal("KILL", shop.processes());
    }
  }

  /** Returns after the thaw. */
  private List<KeptSnapshot> takenInAHold(SnapshotKeeper keeper) throws Exception {
    BarrierRequest request = new BarrierRequest(hold, MINUTE, Duration.ofSeconds(10));
    try (Barrier barrier = session.prepareBarrier(request, MINUTE).raise()) {
      List<KeptSnapshot> kept = keeper.take();
      cut = shop.written();
      barrier.thaw();
      return kept;
    }
  }

  private long rows(Dump dump, Path directory) throws Exception {
    Path file = directory.resolve("shop.dump");
    try (dump) {
      Files.copy(dump.content(), file);
    }
    String data =
        server.client("pg_restore", "--data-only", "--table=written", "--file=-", file.toString());
    return data.lines().filter(line -> line.matches("\\d+\t.*")).count();
  }
}
