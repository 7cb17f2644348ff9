// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums the progress of the volumes of a task that are worked on side by side. Thread-safe. */
public final class Progress {

  private final Sink sink;
  private final Map<String, long[]> volumes = new LinkedHashMap<>();

  /** Reports to the sink. */
  public Progress(Sink sink) {
    this.sink = sink;
  }

  /** What the task does now, where no bytes are counted. */
  public synchronized void step(String step) {
    sink.report(step, 0, null);
  }

  /** How far one volume is, in bytes. */
  public synchronized void bytes(String step, String claim, long done, long total) {
    volumes.put(claim, new long[] {done, total});
    long allDone = volumes.values().stream().mapToLong(volume -> volume[0]).sum();
    long allTotal = volumes.values().stream().mapToLong(volume -> volume[1]).sum();
    sink.report(step, allDone, Math.max(allDone, allTotal));
  }

  /** Where progress goes. */
  @FunctionalInterface
  public interface Sink {
    /** Takes a report; the total is absent when it is not known. */
    void report(String step, long doneBytes, @Nullable Long totalBytes);
  }
}
