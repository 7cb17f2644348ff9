// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Deterministic ids: what is planned twice (a crash, a second replica, a repeated request) gets the
 * same id and so takes effect once. Each is the head of a SHA-256 over its parts, in hex.
 */
public final class DerivedIds {

  private static final int HEX_DIGITS = 32;

  private DerivedIds() {}

  /** The run of a policy's fire time for one application. */
  public static RunId scheduledRun(PolicyName policy, ApplicationId application, Instant fireTime) {
    return new RunId(hash("run", policy.value(), application.key(), fireTime.toString()));
  }

  /** The run of a request. */
  public static RunId requestedRun(RequestId request, ApplicationId application) {
    return new RunId(hash("run", "request", request.value(), application.key()));
  }

  /** The restore point that a backup run builds. */
  public static RestorePointId restorePoint(RunId run) {
    return new RestorePointId("rp-" + hash("restore-point", run.value()).substring(0, 29));
  }

  /**
   * A task of a run.
   *
   * @param part what distinguishes it inside the run: its kind and its component
   */
  public static TaskId task(RunId run, String kind, String part) {
    return new TaskId(hash("task", run.value(), kind, part));
  }

  private static String hash(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(String.join("|", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
