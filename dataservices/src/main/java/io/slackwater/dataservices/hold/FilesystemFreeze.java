// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.dataservices.exec.ShellScript;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Freezes the file system of a volume, from containers that have it mounted and may freeze it.
 * Nothing bounds a freeze, neither the kernel nor a death of who asked for it, so it takes two:
 * what freezes, and a guardian in another container that thaws at the longest hold whatever becomes
 * of the first. The guardian is raised before and released after.
 */
public final class FilesystemFreeze {

  /**
   * What the containers run. It begins with a thaw: when both are killed, their restart ends what
   * they left.
   */
  public static final String CONTAINER =
      "fsfreeze -u \"$0\" 2>/dev/null; trap 'exit 0' TERM; while :; do sleep 1; done";

  private static final String FREEZE = ShellScript.load(FilesystemFreeze.class, "freeze.sh");
  private static final String GUARD = ShellScript.load(FilesystemFreeze.class, "guard.sh");

  private FilesystemFreeze() {}

  /**
   * Prepares what freezes; writes back what is only in memory.
   *
   * @param path where the volume is mounted in the container
   * @throws BarrierRefusedException when it cannot be frozen, or others would stand still too
   */
  public static BarrierPreparation prepare(
      PodExec exec, PodTarget pod, String path, BarrierRequest request, Duration atMost) {
    return BarrierPreparation.open(
        exec, pod, List.of("sh", "-c", FREEZE, "freeze", path), request, atMost);
  }

  /**
   * Prepares the guardian.
   *
   * @param pod another container than the one that freezes
   * @throws BarrierRefusedException when the container cannot thaw
   */
  public static BarrierPreparation guardian(
      PodExec exec, PodTarget pod, String path, BarrierRequest request, Duration atMost) {
    String seconds = String.format(Locale.ROOT, "%.3f", request.maxHold().toMillis() / 1000.0);
    return BarrierPreparation.open(
        exec, pod, List.of("sh", "-c", GUARD, "guard", path, seconds), request, atMost);
  }
}
