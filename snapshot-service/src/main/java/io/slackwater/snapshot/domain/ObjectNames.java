// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.RunId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of the objects that tasks make: the same in every attempt where an attempt may go on with
 * what another began, so that making one twice is impossible.
 */
public final class ObjectNames {

  private static final String PREFIX = "sw-";
  private static final String FALLBACK = "sx-";
  private static final String FREEZER = "sf-";
  private static final int TASK_LENGTH = 32;
  private static final int CLAIM_LENGTH = 27;
  private static final int HASH_LENGTH = 8;

  private ObjectNames() {}

  /**
   * What helps to move one volume: pod, Secret, claim, snapshot and content, each of its own kind.
   * At most 63 characters, because a pod's name is its host name.
   */
  public static String helper(TaskIdentity identity, String claim) {
    return PREFIX + taskPart(identity) + "-" + claimPart(claim);
  }

  /**
   * What helps to fill a volume from its export after its snapshot was found lost: of another name,
   * so that a claim that is half filled is never taken for one made from the snapshot.
   */
  public static String fallback(TaskIdentity identity, String claim) {
    return FALLBACK + taskPart(identity) + "-" + claimPart(claim);
  }

  /**
   * A snapshot of one cut. The attempt is part of the name: snapshots of two attempts are of two
   * instants and must not be taken for one set.
   */
  public static String snapshot(TaskIdentity identity, String claim) {
    return PREFIX + taskPart(identity) + "-a" + identity.attempt() + "-" + claimPart(claim);
  }

  /**
   * A snapshot of one hold. The hold is part of the name: snapshots of two holds must not be taken
   * for one set.
   */
  public static String snapshot(TaskIdentity identity, HoldId hold, String claim) {
    return PREFIX + taskPart(identity) + "-" + hold + "-" + claimPart(claim);
  }

  /** The pod that freezes the file system of a claim in one hold; also its host name. */
  public static String freezer(HoldId hold, String claim) {
    return FREEZER + hold + "-" + claimPart(claim);
  }

  /** The record of a run's holds. */
  public static String holdRecord(RunId run) {
    String value = run.value();
    return "slackwater-hold-"
        + (value.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?") ? value : hash(value, TASK_LENGTH));
  }

  private static String taskPart(TaskIdentity identity) {
    String task = identity.task().value();
    return task.matches("[a-z0-9]{1," + TASK_LENGTH + "}") ? task : hash(task, TASK_LENGTH);
  }

  private static String claimPart(String claim) {
    if (claim.length() <= CLAIM_LENGTH && claim.indexOf('.') < 0) {
      return claim;
    }
    String readable = claim.replace('.', '-');
    int kept = Math.min(readable.length(), CLAIM_LENGTH - HASH_LENGTH - 1);
    return readable.substring(0, kept) + "-" + hash(claim, HASH_LENGTH);
  }

  private static String hash(String text, int length) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, length);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
