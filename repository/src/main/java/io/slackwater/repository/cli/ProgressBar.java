// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.progress.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A line on a terminal that is written over and over, four times a second. Thread-safe. */
final class ProgressBar {

  private static final long EVERY = Duration.ofMillis(250).toNanos();
  private static final String CLEAR = "\r\u001b[K";
  private static final int WIDTH = 20;

  private final PrintStream terminal;
  private final long started = System.nanoTime();
  private long shown = started;
  private boolean visible;

  ProgressBar(PrintStream terminal) {
    this.terminal = terminal;
  }

  synchronized void show(Progress progress) {
    long now = System.nanoTime();
    if (now - shown >= EVERY) {
      shown = now;
      visible = true;
      terminal.print(CLEAR + line(progress, Duration.ofNanos(now - started)));
      terminal.flush();
    }
  }

  /** Makes room for another line. */
  synchronized void clear() {
    if (visible) {
      terminal.print(CLEAR);
      visible = false;
    }
  }

  static String line(Progress progress, Duration since) {
    StringBuilder line = new StringBuilder();
    line.append("[%d:%02d] ".formatted(since.toMinutes(), since.toSecondsPart()));
    boolean byBytes = progress.totalBytes() > 0;
    long done = byBytes ? progress.bytes() : progress.files();
    long total = byBytes ? progress.totalBytes() : progress.totalFiles();
    if (total > 0) {
      double part = Math.clamp((double) done / total, 0.0, 1.0);
      int filled = (int) (part * WIDTH);
      line.append("=".repeat(filled)).append("-".repeat(WIDTH - filled));
      line.append(String.format(Locale.ROOT, " %.1f%% ", part * 100));
    }
    line.append(progress.files());
    if (progress.totalFiles() > 0) {
      line.append('/').append(progress.totalFiles());
    }
    line.append(" done");
    if (progress.bytes() > 0) {
      line.append(String.format(Locale.ROOT, ", %.1f MiB", progress.bytes() / 1048576.0));
    }
    return line.toString();
  }
}
