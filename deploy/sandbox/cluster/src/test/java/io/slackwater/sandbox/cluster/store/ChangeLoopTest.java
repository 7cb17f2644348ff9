// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loop that looks by itself after an hour only: what it runs for is what the tests see. */
@SuppressWarnings("NullAway.Init")
class ChangeLoopTest {
  private static final ObjectKey KEY = ObjectKey.of(Types.CONFIG_MAP, "default", "a");

  @TempDir Path directory;

  private final Semaphore runs = new Semaphore(0);

  @Test
  void runsWhenAskedThoughNothingChanged() throws Exception {
    try (ObjectStore store = open();
        ChangeLoop loop = loop(store, runs::release)) {
      loop.start();
      assertRuns(1);
      loop.again();
      assertRuns(1);
    }
  }

  @Test
  void runsAgainForWhatChangedWhileItRan() throws Exception {
    try (ObjectStore store = open();
        ChangeLoop loop =
            loop(
                store,
                () -> {
                  if (store.get(KEY).isEmpty()) {
                    store.create(KEY, Json.object());
                  }
                  runs.release();
                })) {
      loop.start();
      assertRuns(2);
    }
  }

  private ObjectStore open() {
    return new ObjectStore(directory.resolve("journal"), 100, Clock.systemUTC());
  }

  private static ChangeLoop loop(ObjectStore store, Runnable reconciliation) {
    return new ChangeLoop("test", store, reconciliation, Duration.ofHours(1));
  }

  private void assertRuns(int times) throws InterruptedException {
    assertThat(runs.tryAcquire(times, 60, TimeUnit.SECONDS)).isTrue();
  }
}
