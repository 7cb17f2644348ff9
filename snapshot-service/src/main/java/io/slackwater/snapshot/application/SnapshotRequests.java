// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.contracts.id.HoldId;
import io.slackwater.snapshot.domain.CutUnknownException;
import io.slackwater.snapshot.domain.SnapshotPlan;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The requests for one set of snapshots. A request that is on its way is waited for whatever
 * happens, so that what it makes is known to whoever takes it back.
 */
final class SnapshotRequests {

  private final Work work;
  private final String namespace;
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

  SnapshotRequests(Work work, String namespace) {
    this.work = work;
    this.namespace = namespace;
  }

  /** Asks for all at once; no request begins when the attempt has to end. */
  void ask(SnapshotPlan plan, @Nullable HoldId hold) throws InterruptedException {
    List<Callable<String>> requests =
        plan.classes().entrySet().stream()
            .<Callable<String>>map(
                entry ->
                    () -> {
                      work.patience().active().run();
                      try {
                        work.cluster()
                            .snapshots()
                            .cut(
                                work.identity(), hold, namespace, entry.getKey(), entry.getValue());
                      } catch (CutUnknownException e) {
                        unanswered.add(e.snapshot());
                        throw e;
                      }
                      return entry.getKey();
                    })
            .toList();
    FutureTask<List<String>> all =
        new FutureTask<>(() -> EachVolume.run(requests.size(), requests));
    Thread.ofVirtual().name("snapshot-requests").start(all);
    await(all);
  }

  /** Names of snapshots that may still come to be. */
  Set<String> unanswered() {
    return Set.copyOf(unanswered);
  }

  private static void await(FutureTask<List<String>> all) throws InterruptedException {
    InterruptedException interrupted = null;
    while (true) {
      try {
        all.get();
        break;
      } catch (InterruptedException e) {
        interrupted = e;
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case RuntimeException failure -> throw failure;
          case Error error -> throw error;
          case null, default -> throw new IllegalStateException("snapshots were not asked for", e);
        }
      }
    }
    if (interrupted != null) {
      throw interrupted;
    }
  }
}
