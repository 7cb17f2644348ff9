// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.repository.tree.GoTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * The content of a lock file.
 *
 * @param time when it was written or refreshed
 * @param exclusive whether it excludes all others
 * @param hostname whose it is
 * @param username whose it is
 * @param pid whose it is
 */
public record LockFile(
    Instant time, boolean exclusive, String hostname, String username, long pid) {

  /** A lock that old is dead: its owner would have refreshed it. */
  public static final Duration STALE_AFTER = Duration.ofMinutes(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  static LockFile of(ClientContext client, boolean exclusive) {
    return new LockFile(
        client.clock().instant(), exclusive, client.hostname(), client.username(), client.pid());
  }

  byte[] encode() {
    ObjectNode json = JSON.createObjectNode();
    json.put("time", GoTime.format(time)).put("exclusive", exclusive);
    json.put("hostname", hostname).put("username", username).put("pid", pid);
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings and numbers can always be written", e);
    }
  }

  static LockFile decode(byte[] content) throws IOException {
    JsonNode json = JSON.readTree(content);
    return new LockFile(
        GoTime.parse(json.path("time").asText()),
        json.path("exclusive").asBoolean(),
        json.path("hostname").asText(),
        json.path("username").asText(),
        json.path("pid").asLong());
  }

  /**
   * Tells whether its owner is dead: not refreshed for long, or a process of this host that is
   * gone.
   */
  public boolean isStale(ClientContext observer) {
    if (Duration.between(time, observer.clock().instant()).compareTo(STALE_AFTER) > 0) {
      return true;
    }
    return hostname.equals(observer.hostname())
        && pid != observer.pid()
        && ProcessHandle.of(pid).isEmpty();
  }

  /** Describes its owner for a message. */
  String describe() {
    return "%s lock held by pid %d of user %s on host %s since %s"
        .formatted(exclusive ? "an exclusive" : "a shared", pid, username, hostname, time);
  }
}
