// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.dataservices.blueprint.LoadFailedException;
import io.slackwater.dataservices.blueprint.LoadOptions;
import io.slackwater.dataservices.blueprint.LoadReport;
import io.slackwater.dataservices.blueprint.LoadReport.LoadedDatabase;
import io.slackwater.dataservices.blueprint.SessionName;
import io.slackwater.dataservices.blueprint.Standing;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two attempts of one load, the earlier of which was only believed to be dead. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlFencingIT {

  /** More than the times a load of one database asks for its standing. */
  private static final int STEPS = 20;

  private final PostgresServer server;
  private final List<StoredDump> dump;
  private final AtomicInteger tasks = new AtomicInteger();
  private String task = "";

  PostgresqlFencingIT(@TempDir Path dir) throws Exception {
    server = PostgresServer.start();
    server.sql("postgres", "CREATE DATABASE shop");
    server.sql("shop", "CREATE TABLE t AS SELECT generate_series(1, 1000) i");
    dump = StoredDump.of(PostgresqlRoundTripIT.session(server, "dump", 1), dir);
  }

  @BeforeEach
  void anotherTask() {
    nextTask();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private void nextTask() {
    task = "load-" + tasks.incrementAndGet();
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private LoadReport load(int attempt, Standing standing) {
    return PostgresqlRoundTripIT.session(server, task, attempt)
        .load(dump, new LoadOptions(false, Duration.ofMinutes(1), standing));
  }

  /** Does something once, at one of the moments when the standing is asked for. */
  private static final class Once implements Standing {

    private final BooleanSupplier moment;
    private final Runnable action;
    private boolean reached;

    Once(BooleanSupplier moment, Runnable action) {
      this.moment = moment;
      this.action = action;
    }

    @Override
    public void check() {
      if (!reached && moment.getAsBoolean()) {
        reached = true;
        action.run();
      }
    }
  }

  private interface Moment {
    Once when(Runnable action);
  }

  /** All is loaded and checked, nothing is switched. */
  private Once beforeTheSwitch(Runnable action) {
    return new Once(() -> freshIsWhole(new SessionName(task, 1)), action);
  }

  private static Moment step(int step) {
    return action -> {
      AtomicInteger asked = new AtomicInteger();
      return new Once(() -> asked.incrementAndGet() == step, action);
    };
  }

  private interface Case {
    /** Whether the moment came. */
    boolean at(Moment moment) throws Exception;
  }

  private void atEveryStep(Case test) throws Exception {
    int step = 1;
    while (step <= STEPS && test.at(step(step))) {
      nextTask();
      step++;
    }
    assertThat(step).as("steps of a load").isBetween(5, STEPS);
  }

  @Test
  void attemptThatWakesAfterItsSuccessorChangesNothing() throws Exception {
    assertThat(wakesAfterItsSuccessor(this::beforeTheSwitch)).isTrue();
  }

  @Test
  @Tag("long")
  void attemptThatWakesAnywhereAfterItsSuccessorChangesNothing() throws Exception {
    atEveryStep(this::wakesAfterItsSuccessor);
  }

  private boolean wakesAfterItsSuccessor(Moment moment) throws Exception {
    Once paused =
        moment.when(
            () -> {
              load(2, () -> {});
              run("shop", "INSERT INTO t VALUES (-1)");
            });
    loadOrRefused(1, paused);
    assertThat(server.sql("shop", "SELECT count(*), min(i) FROM t"))
        .isEqualTo(paused.reached ? "1001|-1" : "1000|1");
    assertNothingIsLeft();
    return paused.reached;
  }

  @Test
  void attemptThatWakesWhileItsSuccessorLoadsNeitherSwitchesNorDrops() throws Exception {
    assertThat(wakesWhileItsSuccessorLoads(this::beforeTheSwitch)).isTrue();
  }

  @Test
  @Tag("long")
  void attemptThatWakesAnywhereWhileItsSuccessorLoadsNeitherSwitchesNorDrops() throws Exception {
    atEveryStep(this::wakesWhileItsSuccessorLoads);
  }

  private boolean wakesWhileItsSuccessorLoads(Moment moment) throws Exception {
    run("shop", "DELETE FROM t");
    CountDownLatch loaded = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicReference<@Nullable CompletableFuture<LoadReport>> second = new AtomicReference<>();
    Once paused =
        moment.when(
            () -> {
              CompletableFuture<LoadReport> running =
                  CompletableFuture.supplyAsync(() -> load(2, pauseWithFresh(loaded, goOn)));
              second.set(running.whenComplete((report, failure) -> loaded.countDown()));
              await(loaded);
            });
    loadOrRefused(1, paused);
    goOn.countDown();
    CompletableFuture<LoadReport> successor = second.get();
    if (successor != null) {
      assertThat(successor.get().databases())
          .extracting(LoadedDatabase::name)
          .containsExactly("shop");
    }
    assertThat(server.sql("shop", "SELECT count(*) FROM t")).isEqualTo("1000");
    assertNothingIsLeft();
    return paused.reached;
  }

  @Test
  void successorTakesOverFromAnAttemptKilledBeforeItsSwitch() throws Exception {
    assertThat(killed(this::beforeTheSwitch)).isTrue();
  }

  @Test
  @Tag("long")
  void successorTakesOverWhereverAnAttemptWasKilled() throws Exception {
    atEveryStep(this::killed);
  }

  private boolean killed(Moment moment) throws Exception {
    run("shop", "DELETE FROM t");
    Once killed =
        moment.when(
            () -> {
              throw new Killed();
            });
    try {
      load(1, killed);
    } catch (Killed e) {
      assertThat(killed.reached).isTrue();
    }

    load(2, () -> {});

    assertThat(server.sql("shop", "SELECT count(*) FROM t")).isEqualTo("1000");
    assertNothingIsLeft();
    return killed.reached;
  }

  private Standing pauseWithFresh(CountDownLatch loaded, CountDownLatch goOn) {
    return () -> {
      if (run("template1", "SELECT datname FROM pg_database")
          .contains(Names.fresh("shop", new SessionName(task, 2)))) {
        loaded.countDown();
        await(goOn);
      }
    };
  }

  @Test
  void serverThatDiesBetweenTheRenamesHasSwitchedNothing() throws Exception {
    run("shop", "DELETE FROM t");
    SessionName name = new SessionName(task, 1);
    CountDownLatch crashed = new CountDownLatch(1);
    AtomicReference<@Nullable Process> blocker = new AtomicReference<>();
    Standing blockSecondRename =
        () -> {
          if (crashed.getCount() == 0) {
            throw new Killed();
          }
          if (blocker.get() == null && freshIsWhole(name)) {
            blocker.set(commentOn(Names.fresh("shop", name)));
          }
        };
    CompletableFuture<LoadReport> first =
        CompletableFuture.supplyAsync(() -> load(1, blockSecondRename));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::renameWaits);
    crashed.countDown();
    server.crash();
    assertThatThrownBy(first::get).isInstanceOf(ExecutionException.class);
    assertThat(run("template1", "SELECT datallowconn FROM pg_database WHERE datname = 'shop'"))
        .isEqualTo("f");

    load(2, () -> {});

    assertThat(server.sql("shop", "SELECT count(*) FROM t")).isEqualTo("1000");
    assertNothingIsLeft();
  }

  private boolean freshIsWhole(SessionName name) {
    String fresh = Names.fresh("shop", name);
    return !run(
                "template1",
                "SELECT datname FROM pg_database WHERE datname = " + Sql.literal(fresh))
            .isEmpty()
        && run(
                fresh,
                "SELECT count(*) FROM pg_statistic s JOIN pg_class c ON c.oid = s.starelid WHERE relname = 't'")
            .equals("1");
  }

  private boolean renameWaits() {
    return run(
            "template1",
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'ALTER DATABASE%RENAME%'")
        .equals("1");
  }

  /** Holds a lock on the database that a rename of it has to wait for. */
  private Process commentOn(String database) {
    try {
      Process process =
          server
              .psql("template1")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      OutputStream input = process.getOutputStream();
      input.write(
          ("BEGIN; COMMENT ON DATABASE " + Sql.identifier(database) + " IS 'held';\n")
              .getBytes(StandardCharsets.UTF_8));
      input.flush();
      Awaitility.await()
          .until(
              () ->
                  run(
                          "postgres",
                          "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'")
                      .equals("1"));
      return process;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void neverLoadsIntoWhatALaterAttemptHasBegun() {
    run(
        "template1",
        "CREATE DATABASE " + Sql.identifier(Names.fresh("shop", new SessionName(task, 10))));

    assertThatThrownBy(() -> load(9, () -> {}))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("a later attempt of this task");

    load(11, () -> {});
  }

  private @Nullable LoadReport loadOrRefused(int attempt, Standing standing) {
    try {
      return load(attempt, standing);
    } catch (LoadFailedException e) {
      return null;
    }
  }

  private void assertNothingIsLeft() {
    assertThat(
            run(
                "template1",
                "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE NOT datistemplate"))
        .isEqualTo("postgres shop");
  }

  private String run(String database, String sql) {
    try {
      return server.sql(database, sql);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
