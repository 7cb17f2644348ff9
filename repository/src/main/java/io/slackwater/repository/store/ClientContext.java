// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * Who works with a repository, and by which clock and chance.
 *
 * @param hostname in locks, keys and, unless labelled otherwise, snapshots. Must be unique among
 *     living clients (a pod's UID, say): on it rests who may call a lock dead
 * @param username in locks, keys and snapshots
 * @param pid of this process, in locks
 * @param lockWait how long to wait for a lock that somebody else holds; zero for not at all
 * @param clock tells the time
 * @param random makes keys, salts and initialisation vectors
 * @param registry where it names its locks
 */
public record ClientContext(
    String hostname,
    String username,
    long pid,
    Duration lockWait,
    Clock clock,
    SecureRandom random,
    LockRegistry registry) {

  /** A client that names its locks nowhere. */
  public ClientContext(
      String hostname,
      String username,
      long pid,
      Duration lockWait,
      Clock clock,
      SecureRandom random) {
    this(hostname, username, pid, lockWait, clock, random, LockRegistry.NONE);
  }

  /** A client of this process that waits up to a minute for locks. */
  public static ClientContext of(String hostname) {
    return new ClientContext(
        hostname,
        System.getProperty("user.name", ""),
        ProcessHandle.current().pid(),
        Duration.ofMinutes(1),
        Clock.systemUTC(),
        new SecureRandom());
  }

  /** The same client with another patience. */
  public ClientContext withLockWait(Duration wait) {
    return new ClientContext(hostname, username, pid, wait, clock, random, registry);
  }

  /** The same client, which names its locks there. */
  public ClientContext withRegistry(LockRegistry registry) {
    return new ClientContext(hostname, username, pid, lockWait, clock, random, registry);
  }
}
