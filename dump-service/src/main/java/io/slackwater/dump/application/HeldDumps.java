// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.Dump;
import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dataservices.hold.KeptSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The dumps of all databases of one server, side by side, each from the snapshot that was kept for
 * it. Nothing of them stays unless {@link #count} is called. {@link #abort} is for any thread, all
 * else for one.
 */
final class HeldDumps implements AutoCloseable {

  /** Each that is stored takes memory for its packs. */
  private static final int SIDE_BY_SIDE = 8;

  private final Map<DumpPart, Dump> dumps;
  private final DumpStore store;
  private final List<String> stored = new CopyOnWriteArrayList<>();
  private boolean counts;

  private HeldDumps(Map<DumpPart, Dump> dumps, DumpStore store) {
    this.dumps = dumps;
    this.store = store;
  }

  /** Starts the tool for every database that is in the snapshots, and for what is in none. */
  static HeldDumps start(
      DataServiceSession session, List<KeptSnapshot> kept, DumpStore store, Duration timeout) {
    Map<String, KeptSnapshot> byDatabase =
        kept.stream().collect(Collectors.toMap(KeptSnapshot::database, Function.identity()));
    Map<DumpPart, Dump> dumps = new LinkedHashMap<>();
    HeldDumps held = new HeldDumps(dumps, store);
    try {
      for (DumpPart part : session.parts(kept)) {
        KeptSnapshot snapshot =
            part instanceof DumpPart.Database(String name) ? byDatabase.get(name) : null;
        dumps.put(
            part, snapshot == null ? session.dump(part, timeout) : session.dump(snapshot, timeout));
      }
      return held;
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /**
   * Waits until all read from their snapshots.
   *
   * @throws io.slackwater.dataservices.DataServiceException when one cannot
   * @throws DumpServiceException when it takes longer
   */
  void awaitTakenOver(Duration atMost) throws InterruptedException {
    List<Callable<Void>> waits = new ArrayList<>();
    for (Dump dump : dumps.values()) {
      waits.add(
          () -> {
            dump.awaitTakenOver();
            return null;
          });
    }
    all(waits, atMost);
  }

  /** Puts all into the store, as the hold's. */
  List<Artifact> store(DumpArtifacts artifacts, HoldId hold, Duration atMost, Work work)
      throws InterruptedException {
    List<Callable<Artifact>> stores = new ArrayList<>();
    for (Dump dump : dumps.values()) {
      stores.add(
          () -> {
            DumpStore.Stored result =
                store.store(artifacts.spec().dataService().name(), dump, hold, work);
            stored.add(result.snapshot());
            return artifacts.of(dump.result(), result);
          });
    }
    return all(stores, atMost);
  }

  private <T> List<T> all(List<Callable<T>> work, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(SIDE_BY_SIDE, Thread.ofVirtual().factory())) {
      List<Future<T>> futures = work.stream().map(threads::submit).toList();
      try {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
          results.add(future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
        }
        return results;
      } catch (ExecutionException e) {
        throw unchecked(e);
      } catch (TimeoutException e) {
        throw new DumpServiceException("the dumps of the hold took longer than " + atMost, true);
      } finally {
        // Or those that still work would be waited for.
        if (futures.stream().anyMatch(future -> !isDone(future))) {
          abort();
        }
      }
    }
  }

  private static boolean isDone(Future<?> future) {
    return future.state() == Future.State.SUCCESS;
  }

  private static RuntimeException unchecked(ExecutionException failed) {
    return switch (failed.getCause()) {
      case IOException e -> new UncheckedIOException(e);
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(failed);
    };
  }

  /** Ends the tools that still run. */
  void abort() {
    dumps.values().forEach(Dump::close);
  }

  /** Says that what was stored is worth keeping. */
  void count() {
    counts = true;
  }

  @Override
  public void close() {
    abort();
    // An interrupted thread cannot work with the store.
    boolean interrupted = Thread.interrupted();
    try {
      if (!counts && !stored.isEmpty()) {
        store.forget(stored);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
