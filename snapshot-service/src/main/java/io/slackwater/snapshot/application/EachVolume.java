// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.snapshot.domain.SeveralVolumesFailedException;
import io.slackwater.snapshot.domain.VolumeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Works on the volumes of a task, or on its barriers, side by side, each to its own end. */
public final class EachVolume {

  private EachVolume() {}

  /**
   * Runs the work of every volume.
   *
   * @param atOnce how many at a time
   * @return the results, in the order of the work
   * @throws VolumeException the one failure, or all of them as one
   */
  public static <T> List<T> run(int atOnce, List<Callable<T>> work) throws InterruptedException {
    Semaphore places = new Semaphore(atOnce);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return results(threads.invokeAll(work.stream().map(one -> inPlace(places, one)).toList()));
    }
  }

  private static <T> Callable<T> inPlace(Semaphore places, Callable<T> one) {
    return () -> {
      places.acquire();
      try {
        return one.call();
      } finally {
        places.release();
      }
    };
  }

  private static <T> List<T> results(List<Future<T>> ended) throws InterruptedException {
    List<T> results = new ArrayList<>();
    List<VolumeException> failures = new ArrayList<>();
    for (Future<T> one : ended) {
      try {
        results.add(one.get());
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case VolumeException failure -> failures.add(failure);
          case RuntimeException other -> throw other;
          case Error error -> throw error;
          case InterruptedException stopped -> throw stopped;
          case null, default -> throw new IllegalStateException("volume work failed", e);
        }
      }
    }
    if (failures.size() == 1) {
      throw failures.getFirst();
    }
    if (!failures.isEmpty()) {
      throw new SeveralVolumesFailedException(failures);
    }
    return results;
  }
}
