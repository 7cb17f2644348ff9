// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the other end of a hold's session says, read by a thread of its own. Thread-safe. */
final class HoldLines {

  /** Answers to the pings that only keep the session up are not asked for by anybody. */
  private static final int KEPT = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<String> lines = new ArrayDeque<>();
  private @Nullable String failure;

  HoldLines(BufferedReader reader) {
    Thread.ofVirtual().name("hold-lines").start(() -> read(reader));
  }

  private void read(BufferedReader reader) {
    try (reader) {
      for (String line; (line = reader.readLine()) != null; ) {
        if (line.startsWith("REFUSED ") || line.startsWith("LOST ")) {
          fail(line);
        } else if (line.startsWith("ENDED ")) {
          fail("the session ended, exit code " + line.substring("ENDED ".length()));
        } else {
          add(line);
        }
      }
      fail("the session ended");
    } catch (IOException e) {
      fail("the connection broke: " + e.getMessage());
    }
  }

  private void add(String line) {
    lock.lock();
    try {
      if (lines.size() == KEPT) {
        lines.removeFirst();
      }
      lines.addLast(line);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The first reason counts; later ones follow from it. */
  void fail(String reason) {
    lock.lock();
    try {
      if (failure == null) {
        failure = reason;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean open() {
    return refusal() == null;
  }

  /** Why nothing more comes; null while something may. */
  @Nullable String refusal() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** What followed a word in the lines so far. */
  List<String> said(String word) {
    lock.lock();
    try {
      List<String> said = new ArrayList<>();
      for (String line : lines) {
        if (line.startsWith(word + " ")) {
          said.add(line.substring(word.length() + 1));
        }
      }
      return said;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a line and takes it out; null when it did not come in time or cannot come. */
  @Nullable String await(Predicate<String> wanted, Duration timeout) {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (true) {
        for (String line : lines) {
          if (wanted.test(line)) {
            lines.remove(line);
            return line;
          }
        }
        if (failure != null || left <= 0) {
          return null;
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("interrupted");
      return null;
    } finally {
      lock.unlock();
    }
  }
}
