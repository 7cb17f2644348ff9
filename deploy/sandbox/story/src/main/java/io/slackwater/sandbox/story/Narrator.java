// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.sandbox.story.stack.Steps;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells the story: a line for each step, a dot for each second that one takes, and events in
 * between as they come. Thread-safe.
 */
public final class Narrator implements Steps, AutoCloseable {

  private final PrintStream out;
  private final List<Step> steps = new ArrayList<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private boolean open;
  private boolean broken;

  /** A step that is done. */
  public record Step(String what, double seconds) {}

  /** Tells it to a stream. */
  public Narrator(PrintStream out) {
    this.out = out;
    clock.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /** The steps so far, in their order. */
  public synchronized List<Step> steps() {
    return List.copyOf(steps);
  }

  /** A heading. */
  public synchronized void chapter(String title) {
    out.println();
    out.println(title);
  }

  /** A line of its own, for example an event that came while a step was going on. */
  public synchronized void aside(String text) {
    if (open && !broken) {
      out.println();
      broken = true;
    }
    out.println("      · " + text);
  }

  /** A finding. */
  public synchronized void line(String text) {
    out.println(text);
  }

  @Override
  public <T> T step(String what, Supplier<T> work) {
    long begin = System.nanoTime();
    begin(what);
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      end(what, done, (System.nanoTime() - begin) / 1e9);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private synchronized void begin(String what) {
    out.print("  " + what + " ");
    out.flush();
    open = true;
    broken = false;
  }

  private synchronized void end(String what, boolean done, double seconds) {
    steps.add(new Step(what, Math.round(seconds * 10) / 10.0));
    String took = String.format(Locale.ROOT, "%s %.1f s", done ? "done" : "FAILED", seconds);
    out.println(broken ? "  " + what + ": " + took : took);
    open = false;
  }

  private synchronized void tick() {
    if (open && !broken) {
      out.print(".");
      out.flush();
    }
  }
}
