// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import io.slackwater.contracts.id.TaskId;
import java.util.List;
import java.util.OptionalInt;

/**
 * The arguments of the repository's command line, as a mover gets them. Nothing in them is secret.
 *
 * <p>A volume is mounted, and stored in the repository, under {@code /data/<claim>}: who lists the
 * repository with restic sees which volume a file is of, and two volumes of one application never
 * count as versions of each other.
 */
public final class MoverArguments {

  private static final String ROOT = "/data/";
  private static final String ATTEMPT_TAG = "attempt=";

  private MoverArguments() {}

  /** Where the claim's volume is mounted, and its path inside the repository's snapshot. */
  public static String mountPath(String claim) {
    return ROOT + claim;
  }

  /** Back the mounted volume up. */
  public static List<String> backup(TaskIdentity identity, String claim) {
    return List.of(
        "backup",
        mountPath(claim),
        "--json",
        "--host",
        identity.application().cluster().value(),
        "--tag",
        taskTag(identity.task()),
        "--tag",
        claimTag(claim),
        "--tag",
        "run=" + identity.run().value(),
        "--tag",
        ATTEMPT_TAG + identity.attempt(),
        "--tag",
        "restore-point=" + identity.restorePoint().value());
  }

  /** Restore a snapshot of the repository into the mounted volume. */
  public static List<String> restore(String snapshot, String claim) {
    return List.of(
        "restore", snapshot + ":" + mountPath(claim), "--target", mountPath(claim), "--json");
  }

  /** Only mount the volume and end: a consumer, for storage that makes no volume without one. */
  public static List<String> nothing() {
    return List.of("--version");
  }

  /** The tag that names the task. */
  public static String taskTag(TaskId task) {
    return "task=" + task.value();
  }

  /** The attempt that a tag names, when it names one. */
  public static OptionalInt attemptOfTag(String tag) {
    return tag.matches(ATTEMPT_TAG + "[0-9]{1,9}")
        ? OptionalInt.of(Integer.parseInt(tag.substring(ATTEMPT_TAG.length())))
        : OptionalInt.empty();
  }

  /** The tag that names the claim. */
  public static String claimTag(String claim) {
    return "claim=" + claim;
  }
}
