// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import java.util.ArrayList;
import java.util.List;

/** Counts what one backup meets. Thread-safe. */
final class Tally {

  /** How an entry compares with the parent snapshot. */
  enum Change {
    ADDED,
    CHANGED,
    UNMODIFIED
  }

  private final long[] files = new long[Change.values().length];
  private final long[] directories = new long[Change.values().length];
  private final List<UnreadPath> unread = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();
  private long bytes;

  synchronized void file(Change change) {
    files[change.ordinal()]++;
  }

  synchronized void directory(Change change) {
    directories[change.ordinal()]++;
  }

  synchronized void addBytes(long count) {
    bytes += count;
  }

  synchronized void unread(String path, String reason) {
    unread.add(new UnreadPath(path, reason));
  }

  synchronized void changedWhileRead(String path) {
    changed.add(path);
  }

  synchronized Counts files() {
    return new Counts(files[0], files[1], files[2]);
  }

  synchronized Counts directories() {
    return new Counts(directories[0], directories[1], directories[2]);
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized List<String> changedWhileRead() {
    return List.copyOf(changed);
  }

  synchronized List<UnreadPath> unread() {
    return List.copyOf(unread);
  }
}
